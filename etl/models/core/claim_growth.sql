-- Change of each claim on the same thing a year before, as of the date asked for.
-- @view
select * exclude (base_rank, base_known_since, better_since)
from core.year_before
where base_known_since <= formula.as_of() and (better_since is null or better_since > formula.as_of())
