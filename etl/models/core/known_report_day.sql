-- Days of which the rail reports known at the date asked for tell: of each delivery the days from
-- the first of the month of its first train to its last report day. On such a day without a train
-- none ran; of other days nothing is known.
-- @view
-- day: day that a report covers
with covered as (
  select date_trunc('month', min(service_day))::date as first_day,
    max(coalesce(report_day, service_day)) as last_day
  from core.known_rail_train where service_day is not null
  group by delivery_id
)
select distinct unnest(generate_series(first_day, last_day, interval 1 day))::date as day
from covered
