-- Days of which the rail reports known at the date asked for tell: of each delivery the days from
-- the first of the month of its first train to its last report day. On such a day without a train
-- none ran; of other days nothing is known.
-- @view
-- day: day that a report covers
-- source_ids: the reports that cover it
with covered as (
  select source_id, date_trunc('month', min(t.service_day))::date as first_day,
    max(greatest(coalesce(report_day, r.day), coalesce(r.day, report_day))) as last_day
  from core.reported_train t
  left join (select train_id, day from core.operated_train) r using (train_id)
  where t.service_day is not null
  group by delivery_id, source_id
),
told as (
  select unnest(generate_series(first_day, last_day, interval 1 day))::date as day, source_id
  from covered
)
select day, list_sort(list(distinct source_id)) as source_ids
from told
group by day
