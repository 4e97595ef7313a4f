-- Change of each claim on the same thing a year before, as of the date asked for.
-- @view
select * exclude (base_rank, base_known_since)
from core.year_before
where base_known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
qualify row_number() over (partition by claim_id order by base_rank) = 1
