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
with pair as (
  select
    s.series_key, s.claim_id as shown_id, o.claim_id as other_id, s as shown, o as other
  from core.claim_ranked s
  join core.claim_ranked o on o.series_key = s.series_key and s.precedence = 1 and o.precedence > 1
  where not o.is_repeat
)
select
  series_key, shown_id, other_id,
  formula.decided_by(shown, other) as decided_by,
  formula.agree(shown.at_least, shown.at_most, other.at_least, other.at_most) as agrees,
  other.value - shown.value as difference,
  formula.growth(other.value, shown.value) as difference_pct,
  shown.known_since as shown_known_since,
  other.known_since as other_known_since
from pair
