-- How did one freight measure of one place develop? One indicator, one place, one way of counting,
-- one kind of period: what differs in any of these never shares a line. Figures of low confidence
-- are left out.
-- $indicator: what is measured @indicator = ship_handling_tonnes
-- $place: port, terminal or corridor @place = ports_nrw
-- $basis: who counts @basis = official_statistics
-- $flows: directions; none for figures without direction text list = none
-- $period: kind of period in year|half|quarter|month = year
-- $since: first year shown number = 2000
-- claim_id: the claim shown
-- indicator: what is measured @indicator
-- place: port, terminal or corridor @place
-- basis: who counts @basis
-- flow: direction
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher; 1 and 2 are official statistics
-- note_de: remark in German
-- note_en: remark in English
select
  claim_id, indicator, place, basis, coalesce(flow, 'none') as flow, period_kind, period_start,
  period_end, value, value_low, value_high, unit, qualifier, evidence_kind, status, confidence,
  publisher_level, note_de, note_en
from core.best_claim
where indicator = $indicator and place = $place and basis = $basis
  and list_contains($flows, coalesce(flow, 'none'))
  and period_kind = $period and year(period_start) >= $since
  and product is null and confidence <> 'low'
order by flow, period_start
