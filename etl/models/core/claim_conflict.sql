-- Every claim that is known but not shown, beside the claim that is shown on the same thing; mere
-- repeats are left out. Names the rung of the precedence that decided, in the order of core.claim_ranked.
-- @view
-- series_key: number of the thing that both speak of
-- shown_id: claim that is shown
-- other_id: claim that is not shown
-- decided_by: first rung of the precedence on which the two differ
-- agrees: both hold when each is read as rounded and qualified: rounded equal is equal
-- difference: other figure less the shown one, in its unit; empty for ranges
-- difference_pct: that difference in percent of the shown figure
-- shown_known_since: day from which the shown claim was known
-- other_known_since: day from which the other claim was known
select
  s.series_key, s.claim_id as shown_id, o.claim_id as other_id,
  formula.decided_by(s, o) as decided_by,
  formula.agree(s.at_least, s.at_most, o.at_least, o.at_most) as agrees,
  o.value - s.value as difference,
  formula.growth(o.value, s.value) as difference_pct,
  s.known_since as shown_known_since,
  o.known_since as other_known_since
from core.claim_ranked s
join core.claim_ranked o on o.series_key = s.series_key and s.precedence = 1 and o.precedence > 1
-- Counted before as-of, so that the few claims with rivals are found before all are ranked.
where not o.is_repeat and s.series_claims_count > 1 and o.series_claims_count > 1
