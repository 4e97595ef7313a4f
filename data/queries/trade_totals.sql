-- How much did a Land sell to all countries and buy from all, year by year? Exports count as special
-- trade, imports as general trade: two concepts, two lines, never a sum or a difference.
-- $region: Land @region = de-nw
-- claim_id: the claim shown
-- region: reporting region @region
-- partner: trading partner @region
-- flow: direction of trade
-- trade_system: trade concept
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher; 1 and 2 are official statistics
select
  claim_id, region, counterpart as partner, flow, trade_system, china_scope,
  period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind, status,
  confidence, publisher_level
from core.best_claim
where indicator = 'trade_value'
  and region = $region
  and counterpart = 'world'
  and flow in ('export', 'import')
  and period_kind = 'year'
  and adjustment = 'none'
  and trade_system = case flow when 'import' then 'general' else 'special' end
order by flow, period_start, period_end
