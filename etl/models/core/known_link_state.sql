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
-- day_precision: how exactly that day is known; month or year: it follows from the end of one
-- until: last day of it; empty for the state that holds
-- until_precision: how exactly that day is known; month or year: it follows from the end of one
-- state: no_evidence, irregular, running or suspended
-- before: state before
-- since: newest evidence by its end: day of a train, or last day that another claim can mean
-- since_precision: how exactly the newest evidence says its day
-- said: day of the statement on which a suspension rests, by its end
-- said_precision: how exactly that statement says its day
-- last_train: newest dated train by its end
-- weeks_served: weeks with a train among those looked at, at its end
-- through: day up to which the state was followed
-- changed_by: sources of what changed the state: of the statement, also when it became too old, or of the newest train or claim on its first day
-- newest_by: sources of the newest evidence by its end
-- source_ids: sources of all that
with asked as (
  select coalesce(getvariable('as_of')::date, current_date) as today
),
train as (
  select day, flatten(list(source_ids)) as source_ids from core.distinct_train, asked
  where day <= today group by day
),
claimed as (
  select claim_id, first_day, last_day, source_id, event_kind = 'series_of_trains' as is_series,
    case len(split_part("date", '/', -1)) when 4 then 'year' when 7 then 'month' else 'day' end
      as precision
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
  from asked left join core.reported_train on is_china_service
  group by today
),
turn as (
  select day + 7 * unnest(range(1 + greatest(formula.threshold('running_window_weeks'),
    formula.threshold('irregular_weeks'))::bigint))::integer as day, 'day' as precision from train
  union all select unnest([last_day, last_day + 1]), precision from claimed
  union all select last_day + 7 * formula.threshold('statement_weeks')::integer + 1, precision
  from claimed
  union all select through, 'day' from horizon
),
-- The coarsest precision wins: of day, month and year it is the last in the alphabet.
moment as (select day, max(precision) as precision from turn group by day),
served as (
  select m.day, any_value(m.precision) as precision, any_value(newest.day) as last_train,
    count(distinct (m.day - t.day) // 7) as weeks_served
  from (select day, precision from moment, horizon where day <= through) m
  asof left join (select day from train) newest on newest.day <= m.day
  left join train t on t.day <= m.day
    and t.day > m.day - 7 * formula.threshold('running_window_weeks')::integer
  group by m.day
),
said as (
  select s.day, max(last_day) filter (last_day <= s.day) as newest_claim,
    arg_max(struct_pack(source_id, precision := claimed.precision), (last_day, claim_id))
      filter (last_day <= s.day) as claimed_by,
    coalesce(bool_or(is_series and first_day <= s.day and last_day >= s.day
      and last_train is not null), false) as in_series,
    arg_max(struct_pack(source_id, last_day, precision := claimed.precision), (last_day, claim_id))
      filter (not is_series and last_day <= s.day
      and coalesce(last_train < first_day, true)
      and s.day - last_day <= 7 * formula.threshold('statement_weeks')) as suspended_by
  from served s left join claimed on first_day <= s.day
  group by s.day
),
followed as (
  select s.*, suspended_by, greatest(last_train, newest_claim) as since,
    newest_claim > coalesce(last_train, '-infinity') as is_claim,
    if(is_claim, claimed_by.precision, 'day') as since_precision,
    coalesce(if(is_claim, [claimed_by.source_id], t.source_ids), []) as newest_by,
    if(suspended_by is null, newest_by, [suspended_by.source_id]) as rests_on,
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
),
stated as (
  select number, min(day) as first_day, arg_min(precision, day) as day_precision,
    any_value(state) as state, max(since) as since,
    arg_max(since_precision, day) as since_precision, arg_max(suspended_by.last_day, day) as said,
    arg_max(suspended_by.precision, day) as said_precision, max(last_train) as last_train,
    arg_max(weeks_served, day) as weeks_served, arg_min(rests_on, day) as begun_by,
    arg_max(rests_on, day) as rests_on, arg_max(newest_by, day) as newest_by
  from numbered group by number
),
followed_by as (
  select *, lag(state, 1, 'no_evidence') over following as before,
    lead(first_day) over following - 1 as until, lead(day_precision) over following as until_precision,
    if(before = 'suspended' and state = 'no_evidence', lag(rests_on) over following, begun_by)
      as changed_by
  from stated window following as (order by number)
)
select
  if(since is not null, first_day, null) as day, day_precision, until, until_precision, state, before,
  since, since_precision, said, said_precision, last_train, weeks_served, through,
  coalesce(changed_by, []) as changed_by, newest_by,
  list_sort(list_distinct(flatten([coalesce(changed_by, []), newest_by, rests_on]))) as source_ids
from followed_by, horizon
