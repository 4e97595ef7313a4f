-- Deals documented by the date asked for; their status is as collected.
-- @view
select *
from core.deal
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
