-- Trains at Herne that an operator reported and that ran, known at the date asked for: their actual
-- time at Herne is given, or they were reported on or after their day (a report that names no day of
-- its own is of the day on which it was accepted). A train only planned is none.
-- @view
-- train_id: key of the train
-- day: day at Herne
-- direction: arrival or departure at Herne
-- is_china_service: train from or to China
-- train_number: train number
-- origin_terminal: from which terminal
-- destination_terminal: to which terminal
-- delay_minutes: delay [minutes]
-- load_teu: load [TEU]
-- net_tonnes: net weight of the load [tonnes]
-- nst2007: division of goods (NST 2007)
-- transit_days: days on the way [days]
-- remark: remark of the reporter
-- source_id: who says so
-- known_since: day from which it was known
select
  train_id, service_day as day, direction, is_china_service, train_number, origin_terminal,
  destination_terminal, delay_minutes, load_unit_count, load_teu::double as load_teu,
  net_tonnes::double as net_tonnes, nst2007, is_loaded, transit_days::double as transit_days,
  remark, source_id, known_since
from core.reported_train
where service_day is not null and (coalesce(report_day, known_since) >= service_day
  or case direction when 'arrival' then actual_arrival else actual_departure end is not null)
