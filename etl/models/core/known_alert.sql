-- What stands out in the reports by four published rules, as known at the date asked for. Silence:
-- no train in one direction for `silence_weeks`, after at least `silence_trains` in the quarter
-- before. Outlier: a figure further than `outlier_distance` robust spreads from the median of the
-- `outlier_history` figures before it. Revision: a later report changes a figure by more than
-- `revision_pct`. Overdue: no new report of a kind for more than `overdue_days`. Few series are
-- watched, so the threshold is not corrected for their number.
-- @view
-- alert_id: key of the alert, always the same for the same matter
-- rule: silence, outlier, revision or overdue
-- kind: kind of report that it is about
-- subject: train, call, month or direction that it is about
-- series: which figures were compared
-- measure: what is measured
-- unit: unit of value and expected
-- about: day that it is about: of the figure, of the last train, of the last report
-- day: day from which the rule holds
-- until: last day of it; empty while it lasts, and for single figures
-- is_open: it lasts
-- value: figure, or days since the last train or report
-- expected: what it is compared with: median, figure before, or days allowed
-- score: how far it is off: robust spreads, percent, or days
-- source_ids: who says so
with asked as (
  select coalesce(getvariable('as_of')::date, current_date) as today
),
followed as (
  select direction, day, source_ids,
    lead(day) over (partition by direction order by day, run_id) as next,
    count(*) over (partition by direction order by day range between 90 preceding and current row)
      as recent,
    (select max(through) from core.known_link_state) as through
  from core.distinct_train, asked where day <= today
),
silence as (
  select 'silence' as rule, 'rail_trains' as kind, direction as subject, direction as series,
    'trains' as measure, 'days' as unit, day as about,
    day + 7 * formula.threshold('silence_weeks')::integer as since, next - 1 as until,
    next is null as is_open, (coalesce(next, through) - day)::double as value,
    7 * formula.threshold('silence_weeks') as expected, value as score, source_ids
  from followed
  where coalesce(next, through) - day >= 7 * formula.threshold('silence_weeks')
    and recent >= formula.threshold('silence_trains')
),
earlier as (
  select *, list(value) over (
      partition by kind, series, measure order by day, subject rows between
        formula.threshold('outlier_history')::bigint preceding and 1 preceding
    ) as history
  from core.known_report_value where is_newest
),
outlier as (
  select 'outlier' as rule, kind, subject, series, measure, unit, day as about,
    known_since as since, null::date as until, false as is_open, value,
    list_median(history) as expected,
    formula.robust_distance(value, history,
      abs(list_median(history)) * formula.threshold('outlier_floor_pct') / 100) as score,
    [source_id] as source_ids
  from earlier
  where len(history) >= formula.threshold('outlier_least')
    and score > formula.threshold('outlier_distance')
),
version as (
  select *, lag(value) over following as before, lag(source_id) over following as before_source
  from core.known_report_value
  window following as (
    partition by kind, subject, measure order by delivery_id
  )
),
revision as (
  select 'revision' as rule, kind, subject, series, measure, unit, day as about,
    known_since as since, null::date as until, false as is_open, value, before as expected,
    coalesce(abs(formula.growth(value, before)), 'infinity') as score,
    [source_id, before_source] as source_ids
  from version
  where value <> before and score > formula.threshold('revision_pct')
),
delivered as (
  select kind, received, source_id,
    lead(received) over (partition by kind order by received, delivery_id) as next, today
  from core.delivery, asked
  where received <= today and kind in ('rail_trains', 'ship_calls', 'terminal_month')
),
overdue as (
  select 'overdue' as rule, kind, kind as subject, kind as series, 'reports' as measure,
    'days' as unit, received as about,
    received + formula.threshold('overdue_days')::integer + 1 as since, next - 1 as until,
    next is null as is_open, (coalesce(next, today) - received)::double as value,
    formula.threshold('overdue_days') as expected, value as score, [source_id] as source_ids
  from delivered where coalesce(next, today) - received > formula.threshold('overdue_days')
),
alert as (
  from silence union all by name from outlier union all by name from revision
  union all by name from overdue
)
select concat_ws('-', rule, kind, subject, measure, since) as alert_id, * exclude (since),
  since as day
from alert
