-- Status of the rail link and every change of it, as known at the date asked for: a state machine
-- over dated trains, statements and time. On each day, in this order: suspended, when somebody said
-- so, no train followed, and it was said no longer ago than `statement_weeks`; running, from
-- when trains ran in `running_weeks` of the last `running_window_weeks` weeks, until it is fewer than
-- `running_keep_weeks`; irregular, when one ran in the
-- last `irregular_weeks` weeks or further trains without day are claimed for that time; else
-- no_evidence. Time runs on to the date asked for; while the operator's report is not overdue, only
-- to the day up to which it tells.
-- @view
-- day: first day of the state; empty when nothing at all is known
-- until: last day of it; empty for the state that holds
-- state: no_evidence, irregular, running or suspended
-- before: state before
-- since: newest evidence by its end: day of a train, or last day that another claim can mean
-- last_train: newest dated train by its end
-- weeks_served: weeks with a train among those looked at, at its end
-- through: day up to which the state was followed
-- source_ids: who says so: sources of the statement, or of the newest train or claim
with asked as (
  select coalesce(getvariable('as_of')::date, current_date) as today
),
train as (
  select day, flatten(list(source_ids)) as source_ids from core.known_run, asked
  where day <= today group by day
),
claimed as (
  select claim_id, first_day, last_day, source_id, event_kind = 'series_of_trains' as is_series
  from core.known_rail_claim, asked
  where is_evidence and last_day <= today and (event_kind in ('suspension', 'series_of_trains')
    or (event_kind = 'statement_no_traffic' and evidence_kind = 'operator_statement'))
),
horizon as (
  select case
    when today - max(known_since) <= formula.threshold('overdue_days')
    then least(today, greatest(max(greatest(report_day, service_day)),
      (select max(day) from train), (select max(last_day) from claimed)))
    else today
  end as through
  from asked left join core.known_rail_train on is_china_service
  group by today
),
moment as (
  select day + 7 * unnest(range(1 + greatest(formula.threshold('running_window_weeks'),
    formula.threshold('irregular_weeks'))::bigint))::integer as day from train
  union select unnest([last_day, last_day + 1]) from claimed
  union select last_day + 7 * formula.threshold('statement_weeks')::integer + 1 from claimed
  union select through from horizon
),
served as (
  select m.day, any_value(newest.day) as last_train,
    count(distinct (m.day - t.day) // 7) as weeks_served
  from (select day from moment, horizon where day <= through) m
  asof left join (select day from train) newest on newest.day <= m.day
  left join train t on t.day <= m.day
    and t.day > m.day - 7 * formula.threshold('running_window_weeks')::integer
  group by m.day
),
said as (
  select s.day, max(last_day) filter (last_day <= s.day) as newest_claim,
    arg_max(source_id, (last_day, claim_id)) filter (last_day <= s.day) as claimed_by,
    coalesce(bool_or(is_series and first_day <= s.day and last_day >= s.day
      and last_train is not null), false) as in_series,
    arg_max(source_id, (last_day, claim_id)) filter (not is_series and last_day <= s.day
      and coalesce(last_train < first_day, true)
      and s.day - last_day <= 7 * formula.threshold('statement_weeks')) as suspended_by
  from served s left join claimed on first_day <= s.day
  group by s.day
),
followed as (
  select s.*, newest_claim, greatest(last_train, newest_claim) as since,
    case when suspended_by is not null then [suspended_by]
      when newest_claim > coalesce(last_train, '-infinity') then [claimed_by]
      else t.source_ids end as source_ids,
    case
      when suspended_by is not null then 'suspended'
      when last_value(case
          when weeks_served >= formula.threshold('running_weeks') then true
          when weeks_served < formula.threshold('running_keep_weeks') then false
        end ignore nulls) over (order by s.day) then 'running'
      when s.day - last_train < 7 * formula.threshold('irregular_weeks') or in_series
        then 'irregular'
      else 'no_evidence'
    end as state
  from served s join said using (day) left join train t on t.day = last_train
),
numbered as (
  select *, count(*) filter (changes) over (order by day) as number
  from (select *, state is distinct from lag(state) over (order by day) as changes from followed)
)
select
  case when max(since) is not null then min(day) end as day,
  lead(min(day)) over (order by number) - 1 as until, any_value(state) as state,
  lag(any_value(state), 1, 'no_evidence') over (order by number) as before, max(since) as since,
  max(last_train) as last_train, arg_max(weeks_served, day) as weeks_served,
  any_value(through) as through,
  coalesce(list_sort(list_distinct(arg_max(source_ids, day))), []) as source_ids
from numbered, horizon
group by number
