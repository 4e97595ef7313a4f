-- Which tables does the warehouse hold, and how many rows of each are known?
-- table_name: table
-- schema_name: core (figures and events) or reference (codes and their labels)
-- about_de: what it holds, in German, where it was said
-- about_en: what it holds
-- rows_count: rows known
with dated as (
  select unnest([
    {name: 'claim', n: (select count(*) from core.claim_ranked)},
    {name: 'company', n: (select count(*) from core.company where known_since <= day)},
    {name: 'company_event', n: (select count(*) from core.company_event where known_since <= day)},
    {name: 'deal', n: (select count(*) from core.deal where known_since <= day)},
    {name: 'event', n: (select count(*) from core.event where known_since <= day)},
    {name: 'rail_claim', n: (select count(*) from core.rail_claim where known_since <= day)},
    {name: 'route_point', n: (select count(*) from core.route_point where known_since <= day)},
    {name: 'rail_train', n: (select count(*) from core.rail_train where known_since <= day)},
    {name: 'ship_call', n: (select count(*) from core.ship_call where known_since <= day)},
    {name: 'terminal_month', n: (select count(*) from core.terminal_month where known_since <= day)},
    {name: 'delivery', n: (select count(*) from core.delivery where known_since <= day)},
    {name: 'partner_trade', n: (select count(*) from core.partner_trade where known_since <= day)},
    {name: 'product_trade', n: (select count(*) from core.product_trade where known_since <= day)},
    {name: 'suppressed', n: (select count(*) from core.suppressed where known_since <= day)},
    {name: 'source', n: (select count(*) from core.source where known_since <= day)}
  ], recursive := true)
  from (select coalesce(getvariable('as_of')::date, date '9999-12-31') as day)
)
select t.table_name, t.schema_name, m.meaning_de as about_de, t.comment as about_en,
  coalesce(d.n, t.estimated_size) as rows_count
from duckdb_tables() t
left join dated d on d.name = t.table_name
left join reference.meanings m on m.meaning = t.comment
where t.schema_name in ('core', 'reference')
order by t.schema_name, t.table_name
