-- The claim shown on each figure, with the codes by which links name the figure and its period, and
-- with how much was said of it. Figures on single firms differ because the firms do: they are left
-- out.
-- @view
-- series: code of the figure without its period
-- period: code of its period
-- claim_id: the claim that is shown
-- states_count: how many claims speak of it, without mere repeats
-- is_moved: some of them differ beyond rounding
with told as (
  select *, count(*) filter (not is_repeat) over (partition by series_key) as states_count
  from core.claim_ranked
  where not starts_with(indicator, 'case_')
)
select
  formula.series_code(indicator, region, counterpart, place, flow, mode, product_scheme, product,
    trade_system, china_scope, basis, adjustment, unit) as series,
  formula.period_code(period_kind, period_start, period_end) as period, claim_id, states_count,
  series_key in (select series_key from core.claim_conflict where not agrees) as is_moved,
  indicator, region, counterpart, place, flow, mode, product, trade_system, china_scope, basis,
  period_kind, period_start, period_end, unit
from told
where precedence = 1
