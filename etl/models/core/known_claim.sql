-- Every claim known at the date asked for, as it is taken away: without what counts also what was not
-- known then.
-- @view
select * exclude (precedence_key, series_claims_count)
from core.claim_ranked
