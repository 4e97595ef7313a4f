-- Every year of every series that one would expect, and what is known of it. A year is expected
-- once it is over; plans and capacities are no figures. An empty cell of reference.expected leaves
-- that part of the series open.
-- @view
-- code: series expected
-- year: year
-- state: known; partial (some of its months or quarters); unsure (low confidence only); other_scope (only another delimitation of China); missing
-- claim_ids: claims that unsure years and those of another delimitation rest on
with asked as (
  select *,
    case period_kind when 'month' then 12 when 'quarter' then 4 when 'half' then 2 else 1 end
      as wanted,
    least(
      coalesce(to_year, 9999), year(coalesce(getvariable('as_of')::date, current_date)) - 1
    ) as last_year
  from reference.expected
),
found as (
  select
    a.code, year(f.period_start) as year, f.claim_id, f.period_start,
    case
      when a.china_scope <> coalesce(f.china_scope, 'undefined') then 'other_scope'
      when f.confidence = 'low' then 'unsure'
      else 'sure'
    end as state
  from asked a
  join core.figure f on f.indicator = a.indicator and f.region = a.region
    and f.counterpart is not distinct from coalesce(a.counterpart, f.counterpart)
    and f.place is not distinct from coalesce(a.place, f.place)
    and f.flow is not distinct from coalesce(a.flow, f.flow)
    and f.trade_system is not distinct from coalesce(a.trade_system, f.trade_system)
    and f.basis is not distinct from coalesce(a.basis, f.basis)
    and f.period_kind = coalesce(a.period_kind, f.period_kind)
    and coalesce(f.adjustment, 'none') = 'none'
    and f.evidence_rung <= 2
)
select
  a.code, y.year,
  case
    when count(distinct f.period_start) filter (f.state = 'sure') >= a.wanted then 'known'
    when bool_or(f.state = 'sure') then 'partial'
    when bool_or(f.state = 'unsure') then 'unsure'
    when bool_or(f.state = 'other_scope') then 'other_scope'
    else 'missing'
  end as state,
  list(f.claim_id order by f.claim_id) filter (f.state <> 'sure') as claim_ids
from asked a
cross join lateral unnest(range(a.from_year, a.last_year + 1)) as y(year)
left join found f on f.code = a.code and f.year = y.year
group by a.code, y.year, a.wanted
