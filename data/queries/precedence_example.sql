-- What is said on one figure, and why is one of them shown? NRW's exports to all partners in one year.
-- $region: whose exports @region = de-nw
-- $partner: trading partner @region = world
-- $year: year number = 2022
-- decided_by: first rung of the precedence on which it differs from the shown one; empty for that
-- agrees: rounded equal to the shown one, or a mere repeat
select
  k.claim_id, k.precedence, r.decided_by, coalesce(r.agrees, true) as agrees, k.is_repeat,
  k.period_kind, k.period_start, k.period_end, k.value, k.step, k.at_least, k.at_most, k.unit,
  k.qualifier, k.evidence_kind, k.status, k.confidence
from core.claim_ranked k
left join core.claim_conflict r on r.other_id = k.claim_id
where k.indicator = 'trade_value' and k.region = $region and k.counterpart = $partner
  and k.flow = 'export' and k.trade_system = 'special' and k.adjustment = 'none'
  and k.period_kind = 'year' and year(k.period_start) = $year
order by k.precedence
