-- What does Germany trade with all countries, by section of the SITC, in the newest whole year? What China's shares are shares of; no word of the goods that are traded with China.
-- product: section of the SITC @product
-- scheme: classification
-- period_kind: kind of period
-- value: share of the section in all goods of that direction, in percent @computed
-- section_meur: trade in goods of the section in millions of euro
-- goods_meur: trade in all goods, the sum of the sections, in millions of euro
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
with known as (
  select *, sum(value_meur) over (partition by flow, period_start) as goods_meur
  from core.product_trade
  where region = 'de_estat' and counterpart = 'world' and product_scheme = 'sitc'
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
)
select
  k.source_id, k.region, k.flow, k.trade_system, k.product, k.product_scheme as scheme,
  'year' as period_kind, k.period_start, k.period_end,
  formula.share(k.value_meur, k.goods_meur) as value, k.value_meur as section_meur, k.goods_meur,
  null::double as step, 'percent' as unit, 'exact' as qualifier, 'computed' as evidence_kind,
  k.status, s.publisher_level
from known k
join core.source s using (source_id)
where k.period_start = (select max(period_start) from known)
order by k.flow, value desc, k.product
