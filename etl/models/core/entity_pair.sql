-- Pairs of an entity of ours and one of GLEIF that may be one, for a person to decide; sure ones are matched without asking (core.entity_match).
-- company_id: key of the company, or of the documented owner (core.entity)
-- lei: legal entity identifier (LEI)
-- reason: what the two share: number of the register, or name
select company_id, lei, reason
from fed.entity_pair
order by company_id, lei
