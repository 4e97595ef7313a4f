-- What has been said of one figure, oldest first, and from which days on was which of it shown?
-- $series: code of the figure without its period @core.named_figure.series = trade_value.de-nw.world.export.special.meur
-- $period: code of its period @core.named_figure.period = 2022
-- held_days: days of new claims on which this one was the one to be shown, as YYYY-MM-DD
-- is_shown: the claim to be shown
-- agrees: rounded equal to the one shown
-- partner: trading partner or other end @region
with told as (
  select k.*, r.known_since as repeats_since
  from core.claim_ranked k
  left join core.claim_ranked r on r.claim_id = k.same_as
  where formula.series_code(k.indicator, k.region, k.counterpart, k.place, k.flow, k.mode,
      k.product_scheme, k.product, k.trade_system, k.china_scope, k.basis, k.adjustment, k.unit)
      = $series
    and formula.period_code(k.period_kind, k.period_start, k.period_end) = $period
),
held as (
  select d.known_since as day, t.claim_id
  from (select distinct known_since from told) d
  join told t on t.known_since <= d.known_since
  qualify row_number() over (
    partition by day order by coalesce(t.repeats_since <= day, false), t.precedence_key) = 1
)
select
  t.claim_id, coalesce(h.held_days, []) as held_days, t.precedence = 1 as is_shown, coalesce(r.agrees, true) as agrees,
  t.indicator, t.region, t.counterpart as partner, t.place, t.flow, t.mode, t.product, t.trade_system,
  t.china_scope, t.basis, t.period_kind, t.period_start, t.period_end, t.value, t.value_low,
  t.value_high, t.step, t.unit, t.qualifier, t.evidence_kind, t.status, t.confidence,
  t.publisher_level, s.publisher, s.url, t.known_since, t.known_since_precision, t.note_de, t.note_en
from told t
join core.source s using (source_id)
left join (select claim_id, list(day::varchar order by day) as held_days from held group by claim_id) h
  using (claim_id)
left join core.claim_conflict r on r.other_id = t.claim_id
where not t.is_repeat or t.precedence = 1
order by t.known_since, t.precedence desc
