-- Trains at Herne as operators reported them, known at the date asked for (variable as_of; all when it is not
-- set): of each the version of the newest delivery, without what was taken back.
-- @view
select
  train_id, delivery_id, source_id, row_number, report_day, train_number, operator, direction,
  origin_terminal, origin_country, destination_terminal, destination_country, planned_departure,
  actual_departure, planned_arrival, actual_arrival, service_day, delay_minutes, wagon_count,
  load_unit_count, load_unit_type, load_teu, gross_tonnes, net_tonnes, nst2007, is_dangerous,
  is_loaded, border_crossing, transit_days, is_china_service, remark, known_since
from (
  from core.rail_train
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  qualify row_number() over (partition by train_id order by delivery_id desc) = 1
)
where not is_withdrawn
