-- Calls of ships at Herne as operators reported them, known at the date asked for (variable as_of; all when it is not
-- set): of each the version of the newest delivery, without what was taken back.
-- @view
-- call_id: key of the call: day, vessel, direction, berth, goods
-- delivery_id: delivery that it came with
-- source_id: the delivery as a source
-- row_number: row in the file as it came
-- day: day of the call
-- vessel: name or number of the vessel
-- direction: whether goods came in or went out
-- berth: berth
-- nst2007: goods division (NST 2007)
-- net_tonnes: weight of the goods [tonnes]
-- load_teu: load in TEU [TEU]
-- origin_port: port of loading as reported
-- destination_port: port of unloading as reported
-- known_since: day on which it was accepted
select
  call_id, delivery_id, source_id, row_number, day, vessel, direction, berth, nst2007,
  net_tonnes, load_teu, origin_port, destination_port, known_since
from (
  from core.ship_call
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  qualify row_number() over (partition by call_id order by delivery_id desc) = 1
)
where not is_withdrawn
