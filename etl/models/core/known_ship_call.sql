-- Calls of ships at Herne as operators reported them, known at the date asked for (variable as_of; all when it is not
-- set): of each the version of the newest delivery, without what was taken back.
-- @view
select
  call_id, delivery_id, source_id, row_number, day, vessel, direction, berth, nst2007,
  net_tonnes, load_teu, origin_port, destination_port, known_since
from (
  from core.ship_call
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  qualify row_number() over (partition by call_id order by delivery_id desc) = 1
)
where not is_withdrawn
