-- Cooperation events documented by the date asked for.
-- @view
select *
from core.event
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
