-- What do other claims say about an assumption of the corridor calculator, with who says it and when?
-- code: assumption @assumption
-- place: of which way or place the claim speaks @place
-- unit: unit @unit
select a.code, k.place, k.value, k.value_low, k.value_high, k.unit, k.qualifier, k.period_kind,
  k.period_start, k.period_end, k.note_de, k.note_en, k.claim_id, k.source_id
from reference.assumptions a
join core.claim_ranked k on list_contains(string_split(coalesce(a.other_claim_ids, ''), ';'), k.claim_id)
order by a.code, k.period_end desc, k.claim_id
