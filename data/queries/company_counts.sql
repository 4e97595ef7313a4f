-- How many Chinese firms are there, as published? One row a claim, repeats left out: counts of
-- different kind, basis or delimitation of China are different things, never one line, never a sum.
-- $unsure: with figures of low confidence in no|yes = no
-- precedence: 1 for the claim to be shown where only one can be
select
  claim_id, indicator, region, basis, china_scope, period_kind, period_start, period_end,
  value, value_low, value_high, step, unit, qualifier, evidence_kind, k.status, confidence,
  k.publisher_level, s.publisher, s.relayed_by, s.url, k.known_since, k.known_since_precision,
  note_de, note_en, precedence
from core.claim_ranked k
join core.source s using (source_id)
where not is_repeat and ($unsure = 'yes' or confidence <> 'low')
  and (indicator like 'chinese_firms%' or indicator like 'firms_with_chinese_%' or indicator in (
    'new_chinese_firms', 'employees_in_chinese_firms', 'foreign_firms_all',
    'foreign_firms_registered', 'foreign_small_businesses'))
order by indicator, region, china_scope, basis, period_start nulls first, period_end, precedence
