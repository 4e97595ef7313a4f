-- What is said of the same thing in another concept or unit, which is never joined to a figure?
-- $series: code of the figure without its period @core.named_figure.series = trade_value.de-nw.cn.export.special.cn.meur
-- $period: code of its period @core.named_figure.period = 2018
-- claim_id: the claim shown in the other concept
-- partner: trading partner or other end @region
with coded as (
  select *, formula.series_code(indicator, region, counterpart, place, flow, mode, product_scheme, product,
    trade_system, china_scope, basis, adjustment, unit) as series
  from core.best_claim
),
asked as (
  select subject_key, series_key from coded
  where series = $series
    and formula.period_code(period_kind, period_start, period_end) = $period
)
select
  c.claim_id, c.indicator, c.region, c.counterpart as partner, c.place, c.flow, c.mode, c.product,
  c.trade_system, c.china_scope, c.basis, c.period_kind, c.period_start, c.period_end, c.value,
  c.value_low, c.value_high, c.step, c.unit, c.qualifier, c.evidence_kind, c.status, c.confidence,
  s.publisher, s.url, c.known_since, c.known_since_precision, c.note_de, c.note_en
from coded c
join asked a on a.subject_key = c.subject_key and a.series_key <> c.series_key
join core.source s using (source_id)
order by c.trade_system, c.china_scope, c.basis, c.unit, c.series
