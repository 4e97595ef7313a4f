-- What is said of some measures in some regions: every claim but repeats, newest period first?
-- For tables of claims that never share a line: measures, ways of counting and delimitations differ.
-- $indicators: measures @indicator list = fdi_stock_outward,fdi_flow_outward
-- $regions: whose figures @region list = de,de-nw
-- $newest: only the newest of each measure, way of counting and delimitation in no|yes = no
-- $unsure: with figures of low confidence in no|yes = no
-- partner: trading partner, or origin of the investors @region
-- is_shown: the claim to be shown where only one can be
-- agrees: not the one to be shown, but rounded equal to it
select
  claim_id, indicator, region, counterpart as partner, basis, china_scope, period_kind,
  period_start, period_end, value, value_low, value_high, step, unit, qualifier, evidence_kind, k.status, confidence,
  k.publisher_level, s.publisher, s.url, k.known_since, k.known_since_precision, note_de, note_en,
  precedence = 1 as is_shown, coalesce(r.agrees, false) as agrees
from core.claim_ranked k
join core.source s using (source_id)
left join core.claim_conflict r on r.other_id = k.claim_id
where list_contains($indicators, indicator) and list_contains($regions, region)
  and not is_repeat and ($unsure = 'yes' or confidence <> 'low')
qualify $newest = 'no' or row_number() over (
  partition by indicator, region, counterpart, basis, china_scope
  order by period_end desc nulls last, period_kind <> 'year', precedence, period_start desc,
    claim_id) = 1
order by list_position($indicators, indicator), list_position($regions, region),
  period_end desc nulls last, period_start, k.known_since desc, claim_id
