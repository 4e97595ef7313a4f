-- What stands behind some figures: the claims asked for, and beside each every other claim on the same
-- thing, in the order of precedence. Claims that were not known on the day are not there.
-- $claims: short ids of claims list = 979d90791272
-- asked: short id of the claim asked for
-- is_asked: it is that claim itself
-- partner: trading partner or other end @region
-- decided_by: first rung of the precedence on which it differs from the one shown
-- agrees: rounded equal to the one shown
with asked as (
  select formula.short_id(claim_id) as asked, claim_id as asked_id, series_key
  from core.claim_ranked where list_contains($claims, formula.short_id(claim_id))
),
told as materialized (
  select a.asked, a.asked_id, k.* exclude (precedence),
    row_number() over (partition by a.asked order by k.is_repeat, k.precedence_key)
      as precedence
  from asked a join core.claim_ranked k using (series_key)
)
select
  k.asked, k.claim_id = k.asked_id as is_asked, k.claim_id, k.precedence, k.is_repeat,
  if(k.precedence > 1, formula.decided_by(s, k), null) as decided_by,
  formula.agree(s.at_least, s.at_most, k.at_least, k.at_most) as agrees, k.indicator, k.region,
  k.counterpart as partner, k.place, k.flow, k.mode, k.product, k.trade_system, k.china_scope,
  k.basis, k.adjustment, k.period_kind, k.period_start, k.period_end, k.value, k.value_low,
  k.value_high, k.step, k.unit, k.value_printed, k.qualifier, k.evidence_kind, k.status, k.confidence,
  k.publisher_level, k.source_id, k.known_since, k.known_since_precision, k.note_de, k.note_en
from told k
join told s on s.asked = k.asked and s.precedence = 1
order by list_position($claims, k.asked), k.precedence
