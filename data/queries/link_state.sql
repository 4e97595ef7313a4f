-- What is the status of the rail link, and how did it come about? One row for each state, in the
-- order of time; the last one holds. The rule is told at core.known_link_state.
-- day: first day of the state; empty when nothing at all is known
-- day_precision: how exactly that day is known
-- until: last day of it; empty for the state that holds
-- until_precision: how exactly that day is known
-- state: no_evidence, irregular, running or suspended
-- before: state before
-- since: newest evidence by its end
-- since_precision: how exactly that evidence says its day
-- said: day of the statement on which a suspension rests, by its end
-- said_precision: how exactly that statement says its day
-- last_train: newest dated train by its end
-- weeks_served: weeks with a train among the last ones, at its end
-- through: day up to which the state was followed
-- changed_by: sources of what changed the state
-- newest_by: sources of the newest evidence by its end
-- source_ids: who says so
select
  day, day_precision, until, until_precision, state, before, since, since_precision, said,
  said_precision, last_train, weeks_served, through, changed_by, newest_by, source_ids
from core.known_link_state
order by day
