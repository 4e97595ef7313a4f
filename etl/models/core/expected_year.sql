-- Every year of every series that one would expect, and what is known of it. A year is expected
-- once it is over; plans and capacities are no figures. An empty cell of reference.expected leaves
-- that part of the series open.
-- @view
-- code: series expected @expected
-- year: year
-- state: known; partial (some of its months or quarters); unsure (low confidence only); secret (its publisher keeps it secret); other_scope (only another delimitation of China); in_part (a whole year is expected, a figure for a part of it is known); missing
-- claim_ids: claims that unsure years, those known in part and those of another delimitation rest on
-- source_ids: who keeps a secret year secret
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
      when f.period_kind <> coalesce(a.period_kind, f.period_kind) then 'in_part'
      else 'sure'
    end as state
  from asked a
  join core.best_claim f on f.indicator = a.indicator and f.region = a.region
    and f.counterpart is not distinct from coalesce(a.counterpart, f.counterpart)
    and f.place is not distinct from coalesce(a.place, f.place)
    and f.flow is not distinct from coalesce(a.flow, f.flow)
    and f.trade_system is not distinct from coalesce(a.trade_system, f.trade_system)
    and f.basis is not distinct from coalesce(a.basis, f.basis)
    and (f.period_kind = coalesce(a.period_kind, f.period_kind)
      or a.period_kind = 'year' and f.confidence is distinct from 'low' and f.period_kind in
        ('half', 'quarter', 'month', 'year_to_date'))
    and coalesce(f.adjustment, 'none') = 'none'
    and formula.is_stated(f.evidence_level)
),
secret as (
  select a.code, year(w.period_start) as year, list(distinct w.source_id order by w.source_id) as source_ids
  from asked a
  join core.suppressed w on w.indicator = a.indicator and w.region = a.region
    and w.counterpart is not distinct from coalesce(a.counterpart, w.counterpart)
    and w.flow is not distinct from coalesce(a.flow, w.flow)
    and w.trade_system is not distinct from coalesce(a.trade_system, w.trade_system)
    and w.china_scope is not distinct from coalesce(a.china_scope, w.china_scope)
    and w.basis is not distinct from coalesce(a.basis, w.basis)
    and w.period_kind = coalesce(a.period_kind, w.period_kind)
    and a.place is null
    and w.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  group by all
)
select
  a.code, y.year,
  case
    when count(distinct f.period_start) filter (f.state = 'sure') >= a.wanted then 'known'
    when bool_or(f.state = 'sure') then 'partial'
    when bool_or(f.state = 'unsure') then 'unsure'
    when any_value(s.source_ids) is not null then 'secret'
    when bool_or(f.state = 'other_scope') then 'other_scope'
    when bool_or(f.state = 'in_part') then 'in_part'
    else 'missing'
  end as state,
  list(f.claim_id order by f.claim_id) filter (f.state <> 'sure') as claim_ids,
  any_value(s.source_ids) as source_ids
from asked a
cross join lateral unnest(range(a.from_year, a.last_year + 1)) as y(year)
left join found f on f.code = a.code and f.year = y.year
left join secret s on s.code = a.code and s.year = y.year
group by a.code, y.year, a.wanted
