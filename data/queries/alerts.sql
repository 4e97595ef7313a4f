-- What stands out in the reports by the published rules? Open alerts first, then the newest.
-- $most: most rows shown number = 100
-- alert_id: key of the alert
-- rule: silence, outlier, revision or overdue
-- kind: kind of report
-- subject: train, call, month or direction that it is about
-- series: which figures were compared
-- measure: what is measured
-- unit: unit of value and expected
-- about: day that it is about
-- day: day from which the rule holds
-- until: last day of it; empty while it lasts
-- is_open: it lasts
-- value: figure, or days since the last train or report
-- expected_value: what it is compared with @computed
-- score: how far it is off @computed
-- source_ids: who says so
select
  alert_id, rule, kind, subject, series, measure, unit, about, day, until, is_open, "value",
  expected as expected_value, score, list_sort(list_distinct(source_ids)) as source_ids
from core.known_alert
order by is_open desc, day desc, alert_id
limit $most
