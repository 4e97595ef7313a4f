-- Which place has each of the partners that one table names, in the newest year as far as all of them are known? Not among all countries: the table names a choice.
-- $region: reporting region, in one concept @region = de_estat
-- $flow: direction of trade in export|import = export
-- $until: no later year than this number = 9999
-- partner: trading partner @region
-- period_kind: kind of period
-- value: value in millions of euro @computed
-- position: place among the partners named @computed
-- all_count: partners named
-- share_pct: share in the trade with all countries of the same table, in percent @computed
-- growth_pct: change on the same part of the year before in percent @computed
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
with month as (
  select *, year(period_start) as year, month(period_start) as month
  from core.partner_trade
  where region = $region and flow = $flow and year(period_start) <= $until
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
-- The months of the newest year that all partners of the table have.
shown as (
  select year, month from month
  where year = (select max(year) from month)
  group by year, month
  having count(*) = (select count(distinct counterpart) from month)
),
total as (
  select
    m.counterpart, m.source_id, m.trade_system, m.year,
    min(m.period_start) as period_start, max(m.period_end) as period_end, sum(m.value_meur) as value,
    if(bool_or(m.status = 'provisional'), 'provisional', 'unknown') as status, count(*) as n
  from month m join shown s on s.month = m.month and m.year in (s.year, s.year - 1)
  group by m.counterpart, m.source_id, m.trade_system, m.year
)
select
  now.source_id, $region as region, now.counterpart as partner, $flow as flow, now.trade_system,
  if(now.n = 12, 'year', 'year_to_date') as period_kind, now.period_start, now.period_end, now.value,
  rank() over (order by now.value desc) as position, count(*) over () as all_count,
  formula.share(now.value, whole.value) as share_pct,
  formula.growth(now.value, before.value) as growth_pct,
  0.000001 as step, 'meur' as unit, 'exact' as qualifier, 'computed' as evidence_kind, now.status,
  s.publisher_level
from total now
join core.source s using (source_id)
left join total whole on whole.counterpart = 'world' and whole.year = now.year
left join total before on before.counterpart = now.counterpart and before.year = now.year - 1
where now.year = (select max(year) from shown) and now.counterpart <> 'world'
order by now.value desc, partner
