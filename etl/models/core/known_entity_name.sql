-- Names of entities known by the date asked for.
-- @view
from core.entity_name where known_since <= formula.as_of()
