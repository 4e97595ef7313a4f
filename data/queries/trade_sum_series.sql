-- How much did a region trade with several partners together? Only periods for which one and the
-- same publication has all of them; the sum is ours.
-- $region: reporting region @region = de-nw
-- $partners: partners to be added up @region list = cn,hk,mo
-- $flow: direction of trade in export|import = export
-- $measure: value or weight in trade_value|trade_weight = trade_value
-- $period: kind of period in year|month = year
-- claim_ids: the claims added up
-- base_claim_ids: the same of the year before
-- value: sum in its unit @computed @sum(claim_ids)
-- step: the coarsest step of its parts
-- status: provisional when one of its parts is
-- publisher_level: rung of its publisher
-- growth_pct: change on the year before in percent, both from the same publication @computed @growth(claim_ids, base_claim_ids)
with total as (
  select
    list(claim_id order by claim_id) as claim_ids, source_id, region, flow, trade_system,
    period_kind, period_start, period_end, sum(value) as value, max(step) as step, unit,
    case when bool_or(status = 'provisional') then 'provisional'
      when bool_and(status = 'final') then 'final' else 'unknown' end as status,
    max(publisher_level) as publisher_level,
    row_number() over (partition by period_start, period_end
      order by max(publisher_level), max(known_since) desc, source_id) as precedence
  from core.claim_ranked
  where indicator = $measure
    and region = $region
    and list_contains($partners, counterpart)
    and flow = $flow
    and period_kind = $period
    and adjustment = 'none'
    and not is_repeat and line_grade = 1 and confidence <> 'low'
    and trade_system = formula.trade_system($region, $flow)
    and china_scope is not distinct from case when counterpart = 'cn' then 'cn' end
  group by region, flow, trade_system, period_kind, period_start, period_end, unit, source_id
  having count(distinct counterpart) = len(list_distinct($partners))
    and count(*) = count(distinct counterpart)
)
select
  t.claim_ids, b.claim_ids as base_claim_ids, t.region, t.flow, t.trade_system, t.period_kind, t.period_start, t.period_end,
  t.value, t.step, t.unit, 'exact' as qualifier, 'computed' as evidence_kind, t.status,
  t.publisher_level, formula.growth(t.value, b.value, t.step, b.step) as growth_pct
from total t
left join total b on b.source_id = t.source_id
  and b.period_start = t.period_start - interval 1 year
where t.precedence = 1
order by t.period_start
