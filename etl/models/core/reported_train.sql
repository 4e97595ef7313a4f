-- Trains at Herne as operators reported them, known at the date asked for (variable as_of; all when it is not
-- set): of each the version of the newest delivery, without what was taken back.
-- @view
-- train_id: key of the train: number, direction, planned day
-- delivery_id: delivery that it came with
-- source_id: the delivery as a source
-- row_number: row in the file as it came
-- report_day: day that the report names as its own
-- train_number: number of the train
-- operator: railway undertaking or operator
-- direction: arrival at or departure from Herne
-- origin_terminal: terminal from where
-- origin_country: country from where (ISO alpha-2)
-- destination_terminal: terminal to where
-- destination_country: country to where (ISO alpha-2)
-- planned_departure: planned departure (UTC)
-- actual_departure: actual departure (UTC)
-- planned_arrival: planned arrival (UTC)
-- actual_arrival: actual arrival (UTC)
-- service_day: day at Herne, local time: actual, else planned
-- delay_minutes: delay at Herne: as reported, else actual minus planned time [minutes]
-- wagon_count: wagons [wagons]
-- load_unit_count: load units [load units]
-- load_unit_type: kind of load units
-- load_teu: load in TEU [TEU]
-- gross_tonnes: gross weight of the train [tonnes]
-- net_tonnes: net weight of the goods [tonnes]
-- nst2007: goods division (NST 2007)
-- is_dangerous: dangerous goods aboard
-- is_loaded: loaded, not empty
-- border_crossing: border crossing as reported
-- transit_days: days on the way: as reported, else from actual departure to actual arrival [days]
-- is_china_service: part of a service to or from China: as reported, else whether it comes from or goes to China
-- remark: remark of the supplier
-- known_since: day on which it was accepted
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
