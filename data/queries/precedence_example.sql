-- What is said on one figure, and why is one of them shown? NRW's exports to all partners in one year.
-- $region: whose exports @region = de-nw
-- $partner: trading partner @region = world
-- $year: year number = 2022
-- claim_id: claim
-- precedence: 1 for the claim that is shown
-- decided_by: first rung of the precedence on which it differs from the shown one; empty for that
-- agrees: rounded equal to the shown one, or a mere repeat
-- is_repeat: merely repeats another claim
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- step: how coarsely it was printed, in its unit
-- at_least: lowest value that it agrees with
-- at_most: highest value that it agrees with
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
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
