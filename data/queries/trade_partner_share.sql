-- Which share has a partner in a region's trade with all countries, each year, and in the newest year as far as both are known? Both from one table, in one concept.
-- $region: reporting region, in one concept @region = de_estat
-- $partner: trading partner @region = cn
-- partner: trading partner @region
-- period_kind: kind of period
-- value: share in percent @computed
-- part_meur: trade with the partner in millions of euro
-- whole_meur: trade with all countries in millions of euro
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
with month as (
  select p.*, w.value_meur as whole_meur
  from core.partner_trade p
  join core.partner_trade w on w.counterpart = 'world' and w.region = p.region and w.flow = p.flow
    and w.trade_system = p.trade_system and w.source_id = p.source_id and w.period_start = p.period_start
  where p.region = $region and p.counterpart = $partner
    and p.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
)
select
  m.source_id, region, counterpart as partner, flow, trade_system,
  if(count(*) = 12, 'year', 'year_to_date') as period_kind,
  min(period_start) as period_start, max(period_end) as period_end,
  formula.share(sum(value_meur), sum(whole_meur)) as value,
  sum(value_meur) as part_meur, sum(whole_meur) as whole_meur,
  null::double as step, 'percent' as unit, 'exact' as qualifier, 'computed' as evidence_kind,
  if(bool_or(status = 'provisional'), 'provisional', 'unknown') as status, s.publisher_level
from month m
join core.source s using (source_id)
group by m.source_id, region, counterpart, flow, trade_system, year(period_start), s.publisher_level
having count(*) = month(max(period_end))
order by flow, period_start
