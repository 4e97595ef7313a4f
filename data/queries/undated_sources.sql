-- How many sources show no date? When their figures became known cannot be told.
-- source_ids: these sources
-- sources_count: how many
-- read_on: the day they were read
select coalesce(list(source_id order by source_id), []) as source_ids, count(*) as sources_count,
  max(known_since) as read_on
from core.source
where known_since_precision = 'read'
  and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
