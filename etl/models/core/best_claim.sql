-- The claim to be shown on each thing: the first by precedence, as of the date asked for.
-- @view
select * exclude (precedence)
from core.claim_ranked
where precedence = 1
