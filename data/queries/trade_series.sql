-- How much did regions sell to, or buy from, partners, period by period?
-- Both directions each in its concept of trade: two lines, never a sum or a difference.
-- $region: reporting regions @region list = de-nw
-- $partner: trading partners @region list = cn
-- $flow: direction of trade in export|import|both = export
-- $measure: value or weight in trade_value|trade_weight = trade_value
-- $undefined: with figures that do not say what counts as China, where nothing else does in no|yes = yes
-- $period: kind of period in year|month|quarter|half|year_to_date = year
-- partner: trading partner @region
-- is_apart: what counts as China is not said: it stands beside the line, and only where nothing else does
select
  claim_id, region, counterpart as partner, flow, trade_system, china_scope,
  period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind, status,
  confidence, publisher_level,
  coalesce(china_scope = 'undefined', false) as is_apart, base_claim_id, growth_pct, growth_note,
  stated_claim_id, stated_pct
from (
  from core.series_claim where china_scope is distinct from 'undefined'
  union all by name
  from core.best_claim
  where $undefined = 'yes' and china_scope = 'undefined' and line_grade <= 2 and confidence <> 'low'
)
left join core.claim_growth using (claim_id)
where indicator = $measure
  and list_contains($region, region)
  and list_contains($partner, counterpart)
  and flow in ('export', 'import')
  and $flow in (flow, 'both')
  and period_kind = $period
  and adjustment = 'none'
  and trade_system = formula.trade_system(region, flow)
  and (china_scope is not distinct from case when counterpart = 'cn' then 'cn' end
    or counterpart = 'cn' and china_scope = 'undefined')
qualify row_number() over (partition by region, counterpart, flow, period_start, period_end order by is_apart) = 1
order by list_position($region, region), list_position($partner, counterpart), region, counterpart,
  flow, period_start, period_end
