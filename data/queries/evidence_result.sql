-- What does a formula make of the figures of some claims, added up where one side has several?
-- $by: the formula in sum|balance|difference|growth|growth_full|fold|share|share_full|per_10000|eur_per_head|eur_per_kg = sum
-- $first: short ids of the claims on its first side list = 979d90791272
-- $second: those on its other side list = none
-- claim_ids: the claims of both sides
-- value: what it gives @computed
-- unit: its unit @unit
with used as (
  select claim_id, value, step, unit, list_contains($first, formula.short_id(claim_id)) as is_first
  from core.claim_ranked
  where list_contains(list_concat($first, $second), formula.short_id(claim_id))
),
side as (
  select list(claim_id order by claim_id) as claim_ids, any_value(unit) filter (is_first) as unit,
    sum(value) filter (is_first) as a, max(step) filter (is_first) as a_step,
    sum(value) filter (not is_first) as b, max(step) filter (not is_first) as b_step,
    count(*) = len(list_distinct(list_concat($first, list_filter($second, lambda id: id <> 'none'))))
      as is_whole
  from used
)
select
  claim_ids,
  case $by
    when 'sum' then a
    when 'balance' then a - b
    when 'difference' then formula.difference(a, b, a_step, b_step)
    when 'growth' then formula.growth(a, b, a_step, b_step)
    when 'growth_full' then formula.growth(a, b)
    when 'fold' then formula.ratio(a, a_step, b, b_step)
    when 'share' then formula.share(a, b, a_step, b_step)
    when 'share_full' then formula.share(a, b)
    when 'per_10000' then formula.per_10000(a, b)
    when 'eur_per_head' then formula.eur_per_head(a, b)
    when 'eur_per_kg' then formula.eur_per_kg(a, b)
  end::double as value,
  case
    when $by in ('growth', 'growth_full', 'share', 'share_full') then 'percent'
    when $by = 'eur_per_head' then 'eur'
    when $by = 'fold' then 'ratio'
    when $by = 'per_10000' then 'persons'
    when $by = 'eur_per_kg' then 'eur_per_kg'
    else unit
  end as unit
from side
where is_whole
