-- Calls of ships at Herne as operators reported them, every reported version. Asked through core.known_ship_call.
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
-- is_withdrawn: reported by mistake and taken back
-- known_since: day on which it was accepted
select
  c.call_id, c.delivery_id, d.source_id, c.row_number, c.day, c.vessel, c.direction, c.berth,
  c.nst2007, c.net_tonnes, c.load_teu, c.origin_port, c.destination_port,
  c.is_withdrawn, d.received as known_since
from fed.ship_call c
join core.delivery d using (delivery_id)
order by c.day, c.call_id, c.delivery_id
