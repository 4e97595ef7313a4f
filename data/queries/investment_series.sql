-- How did one investment measure develop? One measure and unit, one way of counting, one delimitation
-- of China, one kind of period: what differs in any of these never shares a line.
-- $indicator: what is measured @indicator = investment_projects_nrw_balance
-- $region: whose figure @region = de-nw
-- $partner: where the investors come from, or where the investment goes @region = cn
-- $basis: who counts @basis = nrw_balance
-- $scope: what counts as China; none for other partners in cn|cn_hk|greater_china|undefined|none = greater_china
-- $period: kind of period in year|half|quarter|span = year
-- $unsure: with figures of low confidence in no|yes = no
-- partner: where the investors come from, or where the investment goes @region
-- china_scope: what counts as China; none for other partners
select
  claim_id, indicator, region, counterpart as partner, basis,
  coalesce(china_scope, 'none') as china_scope, period_kind,
  period_start, period_end, value, value_low, value_high, step, unit, qualifier, evidence_kind,
  status, confidence, publisher_level, base_claim_id, growth_pct, growth_note
from (
  from core.series_claim
  union all by name
  from core.best_claim where $unsure = 'yes' and confidence = 'low'
)
left join core.claim_growth using (claim_id)
where indicator = $indicator and region = $region and counterpart = $partner and basis = $basis
  and coalesce(china_scope, 'none') = $scope and period_kind = $period
order by period_start, period_end
