-- Which legal entity of GLEIF one of ours is, as matched: by number, by name and town, or by a person's decision. One of ours is one entity there; several of ours may be the same.
-- company_id: key of the company, or of the documented owner (core.entity)
-- lei: legal entity identifier (LEI)
-- how: how it was matched
select company_id, lei, how
from fed.entity_match
order by company_id
