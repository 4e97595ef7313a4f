-- What is the newest figure of each of some series, and how much has it changed on the year before?
-- $series: codes of figures without their periods @core.named_figure.series list = trade_value.de-nw.world.export.special.meur
-- series: code of the figure without its period
-- partner: trading partner or other end @region
with followed as (
  select *, formula.series_code(indicator, region, counterpart, place, flow, mode, product_scheme,
    product, trade_system, china_scope, basis, adjustment, unit) as series
  from core.series_claim
)
select
  series, indicator, region, counterpart as partner, place, flow, mode, product, trade_system,
  china_scope, basis, period_kind, period_start, period_end, claim_id, "value", value_low,
  value_high, unit, step, qualifier, evidence_kind, f.status, publisher, growth_pct, f.known_since
from followed f
left join core.claim_growth using (claim_id)
join core.source using (source_id)
where list_contains($series, series)
qualify row_number() over (partition by series, period_kind order by period_end desc, period_start) = 1
order by series, period_kind
