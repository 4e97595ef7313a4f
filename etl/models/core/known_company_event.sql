-- Company events documented by the date asked for.
-- @view
select *
from core.company_event
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
