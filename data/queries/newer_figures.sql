-- Which newest figures of a line are not the newest word on their subject? For each the claim that
-- ends last, in another kind of period or concept, and the rate of change that ends later still.
-- shown_id: the newest claim of a line
-- partner: trading partner or other end @region
-- other: in what of indicator, basis, china_scope, trade_system and region it differs from the shown one
-- growth_pct: its change on the year before in percent @computed @growth(claim_id, base_claim_id)
-- difference: that change in its unit @computed @difference(claim_id, base_claim_id)
with figure as (
  select b.*, coalesce(r.indicator, b.indicator) as measure,
    if(region = 'de_estat', 'de', region) as area
  from core.best_claim b
  left join reference.rates r on r.code = b.indicator
  where formula.is_stated(evidence_level) and confidence <> 'low' and period_end is not null
    and not starts_with(b.indicator, 'case_')
),
newest as (
  select f.* from figure f semi join core.series_claim using (claim_id)
  qualify row_number() over (partition by line_key order by period_end desc, period_start) = 1
),
newer as (
  select s.claim_id as shown_id, n.*,
    list_filter([
      if(n.indicator <> s.indicator, 'indicator', null), if(n.region <> s.region, 'region', null),
      if(n.basis is distinct from s.basis, 'basis', null),
      if(n.china_scope is distinct from s.china_scope, 'china_scope', null),
      if(n.trade_system is distinct from s.trade_system, 'trade_system', null)
    ], lambda name: name is not null) as other
  from newest s
  join figure n on n.measure = s.measure and n.area = s.area and n.period_end > s.period_end
    and n.counterpart is not distinct from s.counterpart and n.flow is not distinct from s.flow
    and n.place is not distinct from s.place and n.mode is not distinct from s.mode
    and n.product is not distinct from s.product and (n.unit = s.unit or n.indicator <> s.indicator)
  qualify row_number() over (partition by s.claim_id, n.indicator
      order by n.period_end desc, len(other), n.period_start, n.claim_id) = 1
    and (n.indicator = s.indicator or n.period_end > coalesce(
      max(n.period_end) filter (n.indicator = s.indicator) over (partition by s.claim_id),
      date '0001-01-01'))
)
select
  shown_id, claim_id, base_claim_id, indicator, region, counterpart as partner, place, flow, product,
  trade_system, china_scope, basis, other, period_kind, period_start, period_end, value, value_low,
  value_high, step, unit, qualifier, evidence_kind, status, confidence, publisher,
  newer.known_since, newer.known_since_precision, growth_pct, difference, growth_note,
  stated_claim_id, stated_pct
from newer
join core.source s using (source_id)
left join core.claim_growth using (claim_id)
order by shown_id, period_end
