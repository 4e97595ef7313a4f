-- Companies documented by the date asked for; what is said of them is as collected.
-- @view
select *
from core.company
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
