-- Every claim on the rail link known at the date asked for (variable as_of; all when it is not
-- set). The rule of the status text reads only those that are evidence.
-- @view
-- known_since_precision: how exactly that day is known; read = day it was collected
-- is_evidence: speaks of trains at Herne and was not judged wrong
-- publisher: publisher of its source
select r.*, r.about_herne_traffic and not r.judged_wrong as is_evidence, s.publisher
from core.rail_claim r
join core.source s using (source_id)
where r.known_since <= formula.as_of()
