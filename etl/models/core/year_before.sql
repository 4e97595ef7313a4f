-- Each claim beside the claims on the same thing a year before, best first. Both ends come from the
-- same source where it has both; from another one is said in growth_note. A rate from a base near
-- nothing says nothing. Asked through core.claim_growth, never directly.
-- base_claim_id: claim on the year before
-- base_value: figure of the year before @of(base_claim_id)
-- base_known_since: day from which that was known
-- better_since: day from which a better one to compare with was known; empty for the best
-- base_rank: 1 for the claim to compare with, where it is known, 2, 3 … for the next
-- growth_pct: change on the year before in percent, no finer than the coarser end allows @growth(claim_id, base_claim_id)
-- difference: figure less that of the year before, in the unit, no finer than the coarser end @difference(claim_id, base_claim_id)
-- stated_claim_id: claim in which a source that says the same figure states its change itself; only where the year before is another source's
-- stated_pct: change as stated there, in percent @of(stated_claim_id)
-- stated_since: day from which that was known
-- growth_note: not_meaningful where the base is too small or the rate too large for one, other_source where the year before is another source's
with pair as (
  select
    c.claim_id, c.value, c.step, c.unit, c.period_kind, b.claim_id as base_claim_id,
    b.value as base_value, b.step as base_step, b.known_since as base_known_since,
    b.source_id <> c.source_id as is_across,
    row_number() over (partition by c.claim_id
      order by is_across, b.same_as is not null, b.precedence_key) as base_rank
  from core.claim c
  join core.claim b on b.line_key = c.line_key and formula.is_stated(b.evidence_level)
    and b.period_start = c.period_start - interval 1 year
    and (b.period_end = c.period_end - interval 1 year or b.period_kind = 'month')
    and (b.confidence <> 'low' or c.confidence = 'low') and b.value is not null
  where c.value is not null
),
stated as (
  select c.claim_id, p.claim_id as stated_claim_id, p.value as stated_pct, p.known_since as stated_since
  from core.claim c
  join core.claim same on same.line_key = c.line_key and same.period_start = c.period_start
    and same.period_end = c.period_end and same.value = c.value
  join core.claim p on p.indicator = 'change_on_previous_year' and p.source_id = same.source_id
    and p.region = c.region and p.counterpart = c.counterpart and p.flow = c.flow
    and p.trade_system is not distinct from c.trade_system
    and p.china_scope is not distinct from c.china_scope and p.period_kind = c.period_kind
    and p.period_start = c.period_start and p.period_end = c.period_end
  where c.indicator = 'trade_value'
  qualify row_number() over (partition by c.claim_id order by p.known_since, p.precedence_key) = 1
),
rate as (
  select *, formula.growth(value, base_value, step, base_step) as rate_pct,
    base_value <= 0 or value < 0 or rate_pct > formula.threshold('growth_most')
      or unit = 'meur' and base_value < formula.threshold(
        case when period_kind = 'month' then 'growth_base_month' else 'growth_base' end)
      as is_meaningless
  from pair
)
select
  claim_id, base_rank, base_claim_id, base_value, base_known_since,
  min(base_known_since) over (
    partition by claim_id order by base_rank rows between unbounded preceding and 1 preceding
  ) as better_since,
  case when not is_meaningless then rate_pct end as growth_pct,
  formula.difference(value, base_value, step, base_step) as difference,
  if(is_across, stated_claim_id, null) as stated_claim_id,
  if(is_across, stated_pct, null) as stated_pct,
  if(is_across, stated_since, null) as stated_since,
  case when is_meaningless then 'not_meaningful' when is_across then 'other_source' end
    as growth_note
from rate
left join stated using (claim_id)
order by claim_id, base_rank
