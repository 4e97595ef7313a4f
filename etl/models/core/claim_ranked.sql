-- Every claim known at the date asked for (variable as_of; all when it is not set), each with its
-- place among the claims on the same thing. This is the one place where as-of lives; the order of
-- precedence is in formula.precedence_key. A low-confidence claim never beats a better one; then evidence,
-- confidence, publisher, status, newest known-since, own computation and source decide, in this order. A repeat
-- counts last while its original is known.
-- @view
-- claim_id: key of the claim
-- indicator: what is measured
-- region: whose figure
-- counterpart: partner country or group
-- place: port, terminal, corridor or town
-- flow: direction
-- mode: means of transport
-- product_scheme: classification of the product
-- product: product or goods group
-- trade_system: trade concept: special, general, community
-- china_scope: what counts as China
-- basis: who counts what
-- adjustment: calendar or seasonal adjustment
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- unit: unit of the figure
-- value_printed: figure as it was printed
-- qualifier: how exactly it is stated
-- step: how coarsely it was printed, in its unit: the step of its last digit that says something
-- at_least: lowest value that the claim, as rounded and qualified, agrees with
-- at_most: highest value that the claim, as rounded and qualified, agrees with
-- evidence_kind: kind of statement
-- evidence_level: rung in the precedence (1 statistic, observation, computed from an official table … 4 plan)
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- source_id: who says so
-- publisher_level: rung of its publisher in the precedence
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known; read = day it was collected
-- same_as: claim that it merely repeats
-- note_de: remark in German
-- note_en: remark in English
-- is_repeat: it merely repeats a claim that is known too
-- series_key: number of the thing that it speaks of, the same for all claims on it
-- subject_key: number of that thing whatever its concept or unit: with another concept it is another thing
-- precedence: 1 for the claim that is shown, 2, 3 … for the others on the same thing
with marked as (
  select
    k.*,
    o.claim_id is not null as is_repeat,
    -- Figures on single firms differ because the firms do: each is a thing of its own.
    case when starts_with(k.indicator, 'case_') then k.claim_id end as single_case,
    hash(k.indicator, k.region, k.counterpart, k.place, k.flow, k.mode, k.product_scheme,
      k.product, k.trade_system, k.china_scope, k.basis, k.adjustment, k.period_kind,
      k.period_start, k.period_end, k.unit, single_case) as series_key,
    hash(k.indicator, k.region, k.counterpart, k.place, k.flow, k.mode, k.product, k.period_kind,
      k.period_start, k.period_end, single_case) as subject_key
  from core.claim k
  -- Joined, not asked by exists: so that a question's filters reach the table.
  left join core.claim o on o.claim_id = k.same_as
    and o.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  where k.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
)
select
  * exclude (single_case),
  row_number() over (
    partition by indicator, region, counterpart, place, flow, mode, product_scheme, product,
      trade_system, china_scope, basis, adjustment, period_kind, period_start, period_end, unit,
      single_case
    order by is_repeat, formula.precedence_key(confidence, evidence_level, evidence_kind, publisher_level, status,
      known_since_precision, known_since, source_id, claim_id)
  ) as precedence
from marked
