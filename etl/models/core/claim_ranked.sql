-- Every claim known at the date asked for (variable as_of; all when it is not set), each with its
-- place among the claims on the same thing. This is the one place where as-of lives; the order of
-- precedence is in formula.precedence_key. A low-confidence claim never beats a better one; then evidence,
-- confidence, publisher, status, newest known-since, own computation and source decide, in this order. A repeat
-- counts last while its original is known.
-- @view
-- is_repeat: it merely repeats a claim that is known too
-- series_key: number of the thing that it speaks of, the same for all claims on it
-- subject_key: number of that thing whatever its concept or unit: with another concept it is another thing
-- precedence: 1 for the claim that is shown, 2, 3 … for the others on the same thing
with marked as (
  select
    k.* replace (
      if(k.evidence_kind in ('plan', 'forecast'), k.note_de, formula.said(k.note_de)) as note_de,
      if(k.evidence_kind in ('plan', 'forecast'), k.note_en, formula.said(k.note_en)) as note_en
    ),
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
    and o.known_since <= formula.as_of()
  where k.known_since <= formula.as_of()
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
