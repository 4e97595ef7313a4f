-- What is the status of the rail link, and how did it come about? One row for each state, in the
-- order of time; the last one holds. The rule is told at core.known_link_state.
-- source_ids: who says so
select
  day, day_precision, until, until_precision, state, before, since, since_precision, said,
  said_precision, last_train, weeks_served, through, changed_by, newest_by, source_ids
from core.known_link_state
order by day
