-- What did Germany, counted nationally or by Eurostat, sell to, or buy from, a partner month by month, and how much more than in the
-- same month of the year before? Not adjusted for calendar or season.
-- $region: reporting region, in one concept @region = de
-- $partner: trading partner @region = cn
-- $flows: directions of trade in export|import list = export,import
-- $since: first year shown number = 2008
-- growth_pct: change on the same month of the year before in percent @computed @growth(claim_id, base_claim_id)
select
  f.claim_id, g.base_claim_id, f.region, f.flow, f.period_kind, f.period_start, f.period_end, f.value, f.step, f.unit, f.qualifier,
  f.evidence_kind, f.status, f.confidence, f.publisher_level, g.growth_pct, g.growth_note,
  g.stated_claim_id, g.stated_pct
from core.series_claim f
left join core.claim_growth g using (claim_id)
where indicator = 'trade_value' and region = $region and counterpart = $partner
  and list_contains($flows, flow) and f.period_kind = 'month' and adjustment = 'none'
  and trade_system = formula.trade_system($region, flow) and year(period_start) >= $since
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by flow, period_start
