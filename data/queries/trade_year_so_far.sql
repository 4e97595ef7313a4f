-- How much was traded in the newest year so far, and how much more than in the same part of the year before?
-- $indicator: goods or services in trade_value|services_trade_value = trade_value
-- $region: reporting region, in one concept @region = de_estat
-- $partner: trading partner @region = cn
-- before_start: first day of the same part of the year before
-- before_end: last day of that part
-- growth_pct: change on the same part of the year before in percent @computed @growth(claim_id, base_claim_id)
select
  f.claim_id, g.base_claim_id, f.indicator, f.region, f.flow, f.period_kind, f.period_start, f.period_end,
  (f.period_start - interval 1 year)::date as before_start,
  (f.period_end - interval 1 year)::date as before_end, f.value, f.step, f.unit, f.qualifier,
  f.evidence_kind, f.status, f.confidence, f.publisher_level, g.growth_pct, g.growth_note
from core.series_claim f
join core.claim_growth g using (claim_id)
where indicator = $indicator and region = $region and counterpart = $partner
  and flow in ('export', 'import') and f.period_kind = 'year_to_date' and adjustment = 'none'
  and (trade_system is null or trade_system = formula.trade_system($region, flow))
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
qualify row_number() over (partition by flow order by f.period_end desc) = 1
order by f.flow
