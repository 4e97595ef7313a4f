-- Change of each claim on the same thing a year before, as of the date asked for.
-- @view
select * exclude (base_rank, base_known_since, better_since, stated_since)
  replace (if(stated_since <= formula.as_of(), stated_claim_id, null) as stated_claim_id,
    if(stated_since <= formula.as_of(), stated_pct, null) as stated_pct)
from core.year_before
where base_known_since <= formula.as_of() and (better_since is null or better_since > formula.as_of())
