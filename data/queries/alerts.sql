-- What stands out in the reports by the published rules? Open alerts first, then the newest.
-- $most: most rows shown number = 100
-- expected_value: what it is compared with @computed
-- score: how far it is off @computed
select
  alert_id, rule, kind, subject, series, measure, unit, about, day, until, is_open, "value",
  expected as expected_value, score, list_sort(list_distinct(source_ids)) as source_ids
from core.known_alert
order by is_open desc, day desc, alert_id
limit $most
