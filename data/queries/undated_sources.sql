-- How many sources show no date? When their figures became known cannot be told.
-- source_ids: these sources
-- sources_count: how many
-- read_on: the day they were read
-- missing_count: how many more were read only after the date asked for
select coalesce(list(source_id order by source_id) filter (is_known), []) as source_ids,
  count(*) filter (is_known) as sources_count, max(known_since) filter (is_known) as read_on,
  count(*) filter (not is_known) as missing_count
from (select *, known_since <= formula.as_of() as is_known from core.source)
where known_since_precision = 'read'
