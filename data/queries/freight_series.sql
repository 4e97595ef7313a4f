-- How did one freight measure of one place develop? One indicator, one place, one way of counting,
-- one kind of period: what differs in any of these never shares a line. Figures of low confidence
-- are left out.
-- $indicator: what is measured @indicator = ship_handling_tonnes
-- $place: port, terminal or corridor @place = ports_nrw
-- $basis: who counts @basis = official_statistics
-- $flows: directions; none for figures without direction in export|import|turnover|inward|outward|both|westbound|eastbound|none list = none
-- $period: kind of period in year|half|quarter|month = year
-- $since: first year shown number = 2000
select
  claim_id, indicator, place, basis, coalesce(flow, 'none') as flow, period_kind, period_start,
  period_end, value, value_low, value_high, unit, qualifier, evidence_kind, status, confidence,
  publisher_level, note_de, note_en
from core.series_claim
where indicator = $indicator and place = $place and basis = $basis
  and list_contains($flows, coalesce(flow, 'none'))
  and period_kind = $period and year(period_start) >= $since
  and product is null
order by flow, period_start
