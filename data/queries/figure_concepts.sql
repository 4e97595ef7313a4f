-- What is said of the same thing in another concept or unit, which is never joined to a figure?
-- $series: code of the figure without its period text = trade_value.de-nw.cn.export.special.cn.meur
-- $period: code of its period text = 2018
-- claim_id: the claim shown in the other concept
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner or other end @region
-- place: port, terminal, corridor or town @place
-- flow: direction
-- product: product or goods group @product
-- trade_system: trade concept
-- china_scope: what counts as China
-- basis: who counts what @basis
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher: who says so
-- url: where it was read
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known
-- note_de: remark in German
-- note_en: remark in English
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
  c.claim_id, c.indicator, c.region, c.counterpart as partner, c.place, c.flow, c.product,
  c.trade_system, c.china_scope, c.basis, c.period_kind, c.period_start, c.period_end, c.value,
  c.value_low, c.value_high, c.step, c.unit, c.qualifier, c.evidence_kind, c.status, c.confidence,
  s.publisher, s.url, c.known_since, c.known_since_precision, c.note_de, c.note_en
from coded c
join asked a on a.subject_key = c.subject_key and a.series_key <> c.series_key
join core.source s using (source_id)
order by c.trade_system, c.china_scope, c.basis, c.unit, c.series
