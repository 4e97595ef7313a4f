-- Which share has a partner in a region's trade, and which rank among all partners?
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- $measure: share or rank in share_of_region_trade|rank_among_partners = share_of_region_trade
-- partner: trading partner @region
-- value: share in percent, or rank
select
  claim_id, region, counterpart as partner, flow, trade_system, period_kind, period_start,
  period_end, value, step, unit, qualifier, evidence_kind, status, confidence, publisher_level,
  base_claim_id, base_value, difference, growth_note
from core.series_claim
left join core.claim_growth using (claim_id)
where indicator = $measure and region = $region and counterpart = $partner
  and period_kind = 'year' and flow in ('export', 'import')
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
  and trade_system = formula.trade_system($region, flow)
order by flow, period_start
