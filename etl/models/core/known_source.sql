-- Sources published, or where they show no date collected, by the date asked for.
-- @view
select * from core.source where known_since <= formula.as_of()
