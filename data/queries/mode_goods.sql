-- Which chapters of goods does Germany trade with China by one mode of transport at the border of the EU in a year, as far as it is known, and which share of all trade in the chapter is that?
-- Nothing until it was fetched or brought in.
-- $flow: direction of trade in export|import = import
-- $transport: mode of transport in rail|sea|air|road|post|fixed|ship|own|mode_unknown = rail
-- $year: year number = 2025
-- $most: most chapters shown number = 15
-- known_count: chapters known, shown or not
-- period_kind: kind of period
-- value: value in millions of euro
-- weight_tonnes: weight in tonnes
-- share_pct: share of all trade in the chapter, by value; none where a part is kept secret @computed
-- all_modes_meur: trade in the chapter by all modes in millions of euro
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- source_ids: who says so
-- publisher_level: rung of its publisher
with month as (
  select * from core.mode_trade
  where region = 'de_estat' and counterpart = 'cn' and flow = $flow and product is not null
    and year(period_start) = $year
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
chapter as (
  select flow, trade_system, product, sum(value_meur) filter (mode = $transport) as value,
    sum(weight_tonnes) filter (mode = $transport) as weight_tonnes,
    if(bool_or(value_meur is null), null, sum(value_meur)) as all_modes_meur,
    list(distinct source_id order by source_id) as source_ids,
    bool_or(status = 'provisional') as is_provisional
  from month group by all
),
span as (
  select count(distinct period_start) as months_count, max(period_end) as period_end from month
)
select
  c.source_ids, c.flow, c.trade_system, $transport as mode, c.product,
  if(months_count = 12, 'year', 'year_to_date') as period_kind,
  make_date($year, 1, 1) as period_start, s.period_end, c.value, c.weight_tonnes,
  formula.share(c.value, c.all_modes_meur) as share_pct, c.all_modes_meur, 0.000001 as step,
  'meur' as unit, 'exact' as qualifier, 'computed' as evidence_kind,
  if(is_provisional, 'provisional', 'unknown') as status,
  (select max(o.publisher_level) from core.source o where list_contains(c.source_ids, o.source_id))
    as publisher_level,
  count(*) over () as known_count
from chapter c
cross join span s
where c.value is not null and months_count = month(s.period_end)
qualify row_number() over (order by c.value desc, c.product) <= $most
order by c.value desc, c.product
