-- Which part of Germany's imports of single raw materials came from China, by value, in one year? Single products; never a total of them, since they are a choice.
-- $until: the newest year up to this one number = 9999
-- product: product of the Combined Nomenclature @product
-- scheme: classification
-- period_kind: kind of period
-- value: share of China in the imports of this product, by value, in percent @computed
-- china_meur: imports from China in millions of euro
-- all_meur: imports from all countries in millions of euro
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
with known as (
  select * from core.product_trade
  where region = 'de_estat' and flow = 'import' and product_scheme = 'cn8'
    and year(period_start) <= $until
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
)
select
  c.source_id, c.region, c.flow, c.trade_system, c.product, c.product_scheme as scheme, 'year' as period_kind,
  c.period_start, c.period_end, formula.share(c.value_meur, w.value_meur) as value,
  c.value_meur as china_meur, w.value_meur as all_meur, null::double as step, 'percent' as unit,
  'exact' as qualifier, 'computed' as evidence_kind, c.status, s.publisher_level
from known c
join known w on w.counterpart = 'world' and w.product = c.product and w.source_id = c.source_id
  and w.period_start = c.period_start
join core.source s on s.source_id = c.source_id
where c.counterpart = 'cn' and c.period_start = (select max(period_start) from known)
order by value desc, c.product
