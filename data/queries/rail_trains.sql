-- Which trains between Herne and China are documented with their day? The first part of the status
-- rule. What several reports and claims say of one train counts once; the rule is told at
-- core.distinct_train. A train is known as soon as the first of them is that was not judged wrong.
-- event_id: the train
-- date: day of the run
select
  run_id as event_id, day::varchar as date, direction, origin, destination, origin_terminal,
  destination_terminal, train_number, is_reported, evidence_count, confidence, known_since, claims,
  source_ids
from core.distinct_train
order by date, event_id
