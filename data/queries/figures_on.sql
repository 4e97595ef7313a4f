-- What is said of some measures in some regions: every claim but repeats, newest period first?
-- For tables of claims that never share a line: measures, ways of counting and delimitations differ.
-- $indicators: measures @indicator list = fdi_stock_outward,fdi_flow_outward
-- $regions: whose figures @region list = de,de-nw
-- $newest: only the newest of each measure, way of counting and delimitation in no|yes = no
-- $unsure: with figures of low confidence in no|yes = no
-- claim_id: the claim
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner, or origin of the investors @region
-- basis: who counts @basis
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher
-- publisher: who says so
-- url: where it was read
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known
-- note_de: remark in German
-- note_en: remark in English
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
  order by period_end desc nulls last, period_kind <> 'year', precedence) = 1
order by list_position($indicators, indicator), list_position($regions, region),
  period_end desc nulls last, period_start, k.known_since desc, claim_id
