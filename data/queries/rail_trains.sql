-- Which trains between Herne and China are documented with their day? The first part of the status
-- rule. What several reports and claims say of one train counts once; the rule is told at
-- core.distinct_train. A train is known as soon as the first of them is that was not judged wrong.
-- event_id: the train
-- date: day of the run
-- direction: direction
-- origin: from where, as claimed @place
-- destination: to where, as claimed @place
-- origin_terminal: from which terminal, as reported
-- destination_terminal: to which terminal, as reported
-- train_number: train number, as reported
-- is_reported: reported by the operator
-- evidence_count: reports and claims known that are evidence for it
-- confidence: our confidence in the reading of the best claim
-- known_since: day from which it was known
-- claims: the claims among them
-- source_ids: who says so
select
  run_id as event_id, day::varchar as date, direction, origin, destination, origin_terminal,
  destination_terminal, train_number, is_reported, evidence_count, confidence, known_since, claims,
  source_ids
from core.distinct_train
order by date, event_id
