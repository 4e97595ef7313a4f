-- Change of each claim on the same thing a year before, as of the date asked for. Both ends come from
-- the same source where it has both; from another one is said in growth_note. Rates from a base near
-- nothing say nothing.
-- @view
-- base_claim_id: claim on the year before
-- base_value: figure of the year before
-- growth_pct: change on the year before in percent, no finer than the coarser end allows
-- difference: figure less that of the year before, in the unit, no finer than the coarser end
-- growth_note: not_meaningful where the base is too small or the rate too large for one, other_source where the year before is another source's
with pair as (
  select
    c.claim_id, c.value, c.step, c.unit, c.period_kind, c.source_id,
    arg_min(b, row(b.source_id <> c.source_id, b.same_as is not null, formula.precedence_key(
      b.confidence, b.evidence_level, b.evidence_kind, b.publisher_level, b.status,
      b.known_since_precision, b.known_since, b.source_id, b.claim_id))) as base
  from core.claim c
  join core.claim b on b.line_key = c.line_key and b.evidence_level <= 2
    and b.period_start = c.period_start - interval 1 year
    and (b.period_end = c.period_end - interval 1 year or b.period_kind = 'month')
    and (b.confidence <> 'low' or c.confidence = 'low') and b.value is not null
    and b.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  where c.value is not null
  group by all
),
rate as (
  select *, formula.growth(value, base.value, step, base.step) as growth_pct,
    base.value <= 0 or value < 0 or unit = 'meur' and base.value < formula.threshold(
      case when period_kind = 'month' then 'growth_base_month' else 'growth_base' end)
      or growth_pct > formula.threshold('growth_most') as is_meaningless
  from pair
)
select
  claim_id, base.claim_id as base_claim_id, base.value as base_value,
  case when not is_meaningless then growth_pct end as growth_pct,
  round((value - base.value)::double,
    -floor(log10(nullif(greatest(step, base.step), 0)))::integer) as difference,
  case when is_meaningless then 'not_meaningful'
    when base.source_id <> source_id then 'other_source' end as growth_note
from rate
