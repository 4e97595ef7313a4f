-- How did a region's trade with several partners develop month by month, in one concept?
-- $region: reporting region, in one concept @region = de_estat
-- $partners: trading partners @region list = cn,us,nl,pl
-- $flow: direction of trade in export|import = import
-- $since: first year shown number = 2015
-- partner: trading partner @region
-- value: value in millions of euro
-- period_kind: kind of period
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
select
  t.source_id, t.region, t.counterpart as partner, t.flow, t.trade_system, 'month' as period_kind,
  t.period_start, t.period_end, t.value_meur as value, 0.000001 as step, 'meur' as unit,
  'exact' as qualifier, 'statistic' as evidence_kind, t.status, s.publisher_level
from core.partner_trade t
join core.source s using (source_id)
where t.region = $region and list_contains($partners, t.counterpart) and t.flow = $flow
  and year(t.period_start) >= $since
  and t.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
order by partner, t.period_start
