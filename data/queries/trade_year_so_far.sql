-- How much was traded in the newest year so far, and how much more than in the same part of the year before? Both from one state of one table.
-- $indicator: goods or services in trade_value|services_trade_value = trade_value
-- $region: reporting region, in one concept @region = de_estat
-- $partner: trading partner @region = cn
-- claim_ids: this year's claim and the one of the same part of the year before
-- before: value in the same part of the year before
-- before_start: first day of that part
-- before_end: last day of that part
-- growth_pct: change on the same part of the year before in percent @computed
with part as (
  select * from core.claim_ranked
  where indicator = $indicator and region = $region and counterpart = $partner
    and flow in ('export', 'import') and period_kind = 'year_to_date' and adjustment = 'none'
    and not is_repeat and evidence_level = 1 and value is not null
    and (trade_system is null or trade_system = formula.trade_system($region, flow))
    and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
)
select
  [now.claim_id, before.claim_id] as claim_ids, now.indicator, now.region, now.flow,
  now.period_kind, now.period_start, now.period_end, now.value, before.value as before,
  before.period_start as before_start, before.period_end as before_end, now.step, now.unit,
  now.qualifier, now.evidence_kind, now.status, now.confidence, now.publisher_level,
  formula.growth(now.value, before.value) as growth_pct
from part now
join part before on before.flow = now.flow and before.source_id = now.source_id
  and before.period_start = now.period_start - interval 1 year
  and month(before.period_end) = month(now.period_end)
where now.precedence = 1
qualify row_number() over (partition by now.flow order by now.period_end desc) = 1
order by now.flow
