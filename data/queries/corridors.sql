-- Which ways from Lianyungang to Herne does the calculator compare, and of which parts are they?
-- $reach: as far as the hub (seaport, Duisburg), or to the door in Herne, in hub|door = hub
-- corridor: corridor @corridor
-- reach: as far as a hub, to the door, or the same for both
select number, code as corridor, reach, main_leg, main_mode, last_leg, last_mode
from reference.corridors
where reach in ($reach, 'both')
order by number
