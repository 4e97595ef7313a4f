-- Which tables does the warehouse hold, and how many rows of each are known?
-- about_de: what it holds, in German, where it was said
-- about_en: what it holds
-- rows_count: rows known
with dated as (
  select unnest([
    {name: 'claim', n: (select count(*) from core.claim_ranked)},
    {name: 'company', n: (select count(*) from core.known_company)},
    {name: 'entity', n: (select count(*) from core.known_entity)},
    {name: 'entity_event', n: (select count(*) from core.known_entity_event)},
    {name: 'entity_name', n: (select count(*) from core.known_entity_name)},
    {name: 'ownership_edge', n: (select count(*) from core.known_ownership_edge)},
    {name: 'event', n: (select count(*) from core.known_event)},
    {name: 'rail_claim', n: (select count(*) from core.rail_claim where known_since <= day)},
    {name: 'route_leg', n: (select count(*) from core.known_route_leg)},
    {name: 'route_point', n: (select count(*) from core.known_route_point)},
    {name: 'rail_train', n: (select count(*) from core.rail_train where known_since <= day)},
    {name: 'ship_call', n: (select count(*) from core.ship_call where known_since <= day)},
    {name: 'terminal_month', n: (select count(*) from core.terminal_month where known_since <= day)},
    {name: 'delivery', n: (select count(*) from core.delivery where known_since <= day)},
    {name: 'partner_trade', n: (select count(*) from core.partner_trade where known_since <= day)},
    {name: 'mode_trade', n: (select count(*) from core.mode_trade where known_since <= day)},
    {name: 'product_trade', n: (select count(*) from core.product_trade where known_since <= day)},
    {name: 'postcode_point', n: (select count(*) from core.postcode_point where known_since <= day)},
    {name: 'own_sum', n: (select count(*) from core.own_sum where known_since <= day)},
    {name: 'series_alert', n: (select count(*) from core.series_alert where known_since <= day)},
    {name: 'suppressed', n: (select count(*) from core.suppressed where known_since <= day)},
    {name: 'source', n: (select count(*) from core.source where known_since <= day)}
  ], recursive := true)
  from (select formula.as_of() as day)
)
select t.table_name, t.schema_name, t.is_dated, m.meaning_de as about_de, t.comment as about_en,
  coalesce(d.n, s.estimated_size) as rows_count
from core.stored_table t
join duckdb_tables() s using (schema_name, table_name)
left join dated d on d.name = t.table_name
left join reference.meanings m on m.meaning = t.comment
order by t.schema_name, t.table_name
