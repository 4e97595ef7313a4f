-- The claim to be shown on each thing, as far as it may stand in a line, a bar or a headline: not of
-- low confidence, and one kind of statement a line: statistics with what is computed from them, else
-- statements, else announcements; plans only of what is nothing but planned (jobs announced). What
-- shares no line stands in tables, which name its kind. As of the date asked for.
-- @view
select *
from core.best_claim
where confidence <> 'low'
qualify line_grade = min(line_grade) over (partition by line_key)
  and (line_grade < 4 or min(line_grade) over (partition by indicator) = 4)
