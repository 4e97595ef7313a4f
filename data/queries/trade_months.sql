-- What did Germany, counted nationally or by Eurostat, sell to, or buy from, a partner month by month, and how much more than in the
-- same month of the year before? Not adjusted for calendar or season.
-- $region: reporting region, in one concept @region = de
-- $partner: trading partner @region = cn
-- $flows: directions of trade in export|import list = export,import
-- $since: first year shown number = 2008
-- claim_ids: this month's claim and the one of the same month of the year before
-- growth_pct: change on the same month of the year before in percent @computed
with month as (
  select * from core.best_claim
  where indicator = 'trade_value' and region = $region and counterpart = $partner and list_contains($flows, flow)
    and period_kind = 'month' and adjustment = 'none'
    and trade_system = formula.trade_system($region, flow)
    and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
)
select
  list_filter([now.claim_id, before.claim_id], lambda id: id is not null) as claim_ids,
  now.region, now.flow, now.period_kind, now.period_start, now.period_end, now.value, now.step, now.unit, now.qualifier,
  now.evidence_kind, now.status, now.confidence, now.publisher_level,
  formula.growth(now.value, before.value) as growth_pct
from month now
left join month before on before.flow = now.flow and before.period_start = now.period_start - interval 1 year
where year(now.period_start) >= $since
order by now.flow, now.period_start
