-- What does each of some figures make of the one beside it: change, share, difference and multiple, each with
-- the bounds that both allow as they were rounded?
-- $first: short ids of claims list = 979d90791272
-- $second: as many others: of the base or of the whole list = 979d90791272
-- first_claim_id: the claim that is compared
-- second_claim_id: the claim that it is compared with
-- growth_pct: change in percent @computed @growth(first_claim_id, second_claim_id)
-- growth_low_pct: lowest change that both allow @computed
-- growth_high_pct: highest change that both allow @computed
-- share_pct: share in percent @computed @share(first_claim_id, second_claim_id)
-- share_low_pct: lowest share that both allow @computed
-- share_high_pct: highest share that both allow @computed
-- difference: one less the other, in their unit @computed @difference(first_claim_id, second_claim_id)
-- difference_low: lowest difference that both allow @computed
-- difference_high: highest difference that both allow @computed
-- fold: one over the other @computed @fold(first_claim_id, second_claim_id)
-- fold_low: lowest multiple that both allow @computed
-- fold_high: highest multiple that both allow @computed
-- rounded_growth_pct: change of both as releases print them: money in tenths of billions, shares in tenths @computed
-- rounded_share_pct: share of both as releases print them @computed
-- rounded_difference: difference of both as releases print them @computed
-- rounded_fold: multiple of both as releases print them @computed
with pair as (
  select unnest($first) as first_id, unnest($second) as second_id
),
claim as materialized (
  select formula.short_id(claim_id) as id, claim_id, value, step, at_least, at_most, unit,
    case when unit = 'percent' then round(value, 1)
      when unit = 'meur' and value >= 1000 then round(value, -2) else value end as rounded
  from core.claim_ranked
  where list_contains(list_concat($first, $second), formula.short_id(claim_id))
)
select
  a.claim_id as first_claim_id, b.claim_id as second_claim_id,
  formula.growth(a.value, b.value, a.step, b.step) as growth_pct,
  formula.growth(a.at_least, b.at_most) as growth_low_pct,
  formula.growth(a.at_most, b.at_least) as growth_high_pct,
  formula.share(a.value, b.value, a.step, b.step) as share_pct,
  formula.share(a.at_least, b.at_most) as share_low_pct,
  formula.share(a.at_most, b.at_least) as share_high_pct,
  formula.difference(a.value, b.value, a.step, b.step) as difference,
  a.at_least - b.at_most as difference_low, a.at_most - b.at_least as difference_high,
  formula.ratio(a.value, a.step, b.value, b.step) as fold,
  formula.ratio(a.at_least, null, b.at_most, null) as fold_low,
  formula.ratio(a.at_most, null, b.at_least, null) as fold_high,
  formula.growth(a.rounded, b.rounded) as rounded_growth_pct,
  formula.share(a.rounded, b.rounded) as rounded_share_pct,
  (a.rounded - b.rounded)::double as rounded_difference,
  formula.ratio(a.rounded, null, b.rounded, null) as rounded_fold
from pair
join claim a on a.id = first_id
join claim b on b.id = second_id and b.unit = a.unit
order by first_claim_id, second_claim_id
