-- Every claim known at the date asked for (variable as_of; all when it is not set), each with its
-- place among the claims on the same thing. This is the one place where as-of lives; the order of
-- precedence is in formula.precedence_key. A low-confidence claim never beats a better one; then evidence,
-- confidence, publisher, status, newest known-since, own computation and source decide, in this order. A repeat
-- counts last while its original is known.
-- @view
-- is_repeat: it merely repeats a claim that is known too
-- precedence: 1 for the claim that is shown, 2, 3 … for the others on the same thing
select
  k.* exclude (note_de_since, note_en_since) replace (
    if(k.note_de_since > formula.as_of(), null, k.note_de) as note_de,
    if(k.note_en_since > formula.as_of(), null, k.note_en) as note_en
  ),
  o.claim_id is not null as is_repeat,
  -- More columns than series_key, so that a question's filters reach the table.
  row_number() over (
    partition by k.series_key, k.series_claims_count, k.indicator, k.region, k.counterpart, k.place,
      k.flow, k.product, k.period_kind
    order by o.claim_id is not null, k.precedence_key
  ) as precedence
from core.claim k
-- Joined, not asked by exists: so that a question's filters reach the table.
left join core.claim o on o.claim_id = k.same_as
  and o.known_since <= formula.as_of()
where k.known_since <= formula.as_of()
