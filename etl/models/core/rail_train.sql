-- Trains at Herne as operators reported them, every reported version. Asked through core.reported_train.
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
-- is_withdrawn: reported by mistake and taken back
-- known_since: day on which it was accepted
select
  t.train_id, t.delivery_id, d.source_id, t.row_number, t.report_day, t.train_number, t.operator,
  t.direction, t.origin_terminal, t.origin_country, t.destination_terminal,
  t.destination_country, t.planned_departure, t.actual_departure, t.planned_arrival,
  t.actual_arrival, t.service_day,
  coalesce(t.delay_minutes, case t.direction
    when 'arrival' then date_diff('minute', t.planned_arrival, t.actual_arrival)
    else date_diff('minute', t.planned_departure, t.actual_departure)
  end) as delay_minutes,
  t.wagon_count, t.load_unit_count, t.load_unit_type, t.load_teu, t.gross_tonnes, t.net_tonnes,
  t.nst2007, t.is_dangerous, t.is_loaded, t.border_crossing,
  coalesce(
    t.transit_days::double,
    round(date_diff('minute', t.actual_departure, t.actual_arrival) / 1440, 1)
  ) as transit_days,
  coalesce(
    t.is_china_service,
    if(t.direction = 'arrival', t.origin_country, t.destination_country) = 'CN'
  ) as is_china_service,
  t.remark, t.is_withdrawn, d.received as known_since
from fed.rail_train t
join core.delivery d using (delivery_id)
order by t.service_day, t.train_id, t.delivery_id
