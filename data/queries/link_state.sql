-- What is the status of the rail link, and how did it come about? One row for each state, in the
-- order of time; the last one holds. The rule is told at core.known_link_state.
-- day: first day of the state; empty when nothing at all is known
-- until: last day of it; empty for the state that holds
-- state: no_evidence, irregular, running or suspended
-- before: state before
-- since: newest evidence by its end
-- last_train: newest dated train by its end
-- weeks_served: weeks with a train among the last ones, at its end
-- through: day up to which the state was followed
-- source_ids: who says so
select day, until, state, before, since, last_train, weeks_served, through, source_ids
from core.known_link_state
order by day
