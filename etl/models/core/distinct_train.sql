-- Distinct trains between Herne and China that ran, known at the date asked for: what several
-- reports say of the same train counts once. The rule: (1) each train that an operator reported
-- is one train; a corrected report replaces it. (2) A published claim of a train, dated to the day
-- and not judged wrong, speaks of the reported train of the same direction at Herne that is
-- nearest, up to `same_train_days` away. (3) Claims left over speak of one train as long as they
-- have the same direction and follow each other by no more than `same_train_days`.
-- @view
-- run_id: key of the train: that of its report, else of its event
-- day: day at Herne: as reported by the operator, else by the best claim
-- direction: direction
-- origin: from where, as claimed @place
-- destination: to where, as claimed @place
-- origin_terminal: from which terminal, as reported
-- destination_terminal: to which terminal, as reported
-- is_reported: reported by the operator
-- evidence_count: reports and claims that are evidence for it
-- claims: the claims among them
-- source_ids: who says so
-- confidence: our confidence in the reading of the best claim; empty where an operator reported it
with report as (
  select train_id as run_id, day, train_number, origin_terminal, destination_terminal, source_id,
    known_since, if(direction = 'arrival', 'westbound', 'eastbound') as direction
  from core.operated_train where is_china_service
),
claim as (
  select claim_id, event_id, "date"::date as day, direction, origin, destination, source_id,
    known_since, confidence, row_number() over (
      order by "counts" desc, confidence = 'low', known_since, claim_id
    ) as place
  from core.known_rail_claim
  where is_evidence and event_kind = 'train' and date_precision = 'day'
),
near as (
  select c.claim_id, arg_min(r.run_id, (abs(date_diff('day', r.day, c.day)), r.run_id)) as run_id
  from claim c
  join report r on r.direction = c.direction
    and abs(date_diff('day', r.day, c.day)) <= formula.threshold('same_train_days')
  group by c.claim_id
),
apart as (
  select *, coalesce(day - lag(day) over following > formula.threshold('same_train_days'), true)
    as is_first
  from claim where claim_id not in (select claim_id from near)
  window following as (partition by direction order by day, claim_id)
),
grouped as (
  select *, count(*) filter (is_first) over (partition by direction order by day, claim_id)
    as number
  from apart
),
evidence as (
  select n.run_id, c.* exclude (event_id) from near n join claim c using (claim_id)
  union all by name
  select first(event_id) over (partition by direction, number order by place) as run_id,
    * exclude (event_id, is_first, number) from grouped
  union all by name
  select *, 0 as place from report
)
select
  run_id, arg_min(day, place) as day, arg_min(direction, place) as direction,
  arg_min(origin, place) as origin, arg_min(destination, place) as destination,
  any_value(origin_terminal) as origin_terminal,
  any_value(destination_terminal) as destination_terminal, any_value(train_number) as train_number,
  bool_or(place = 0) as is_reported, count(*) as evidence_count,
  coalesce(list(claim_id order by claim_id) filter (claim_id is not null), []) as claims,
  list_sort(list(distinct source_id)) as source_ids,
  if(is_reported, null, arg_min(confidence, place)) as confidence, min(known_since) as known_since
from evidence
group by run_id
