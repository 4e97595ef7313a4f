-- The claim to be shown on each thing, as far as it may stand in a line, a bar or a headline: not of
-- low confidence, and one kind of statement a line: statistics with what is computed from them, else
-- statements, else announcements; plans only of what is nothing but planned (jobs announced). What
-- shares no line stands in tables, which name its kind. As of the date asked for.
-- @view
with graded as (
  select *, if(evidence_kind = 'computed', 1, evidence_level) as grade from core.best_claim
  where confidence <> 'low'
)
select * exclude (grade)
from graded
qualify grade = min(grade) over (partition by line_key)
  and (grade < 4 or min(grade) over (partition by indicator) = 4)
