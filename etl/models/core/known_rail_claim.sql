-- Every claim on the rail link known at the date asked for (variable as_of; all when it is not
-- set). The rule of the status text reads only those that are evidence.
-- @view
-- claim_id: key of the claim
-- event_id: event that it is evidence for
-- event_kind: kind of event
-- evidence_kind: kind of statement
-- about_herne_traffic: whether it speaks of trains at Herne
-- date: when (year, year-month, day, or span of two)
-- date_precision: how exactly that is known
-- direction: direction
-- trains: trains named [trains]
-- containers: containers named [containers]
-- teu: TEU named [TEU]
-- transit_days: days on the way [days]
-- distance_km: distance named [km]
-- origin: from where
-- destination: to where
-- text_de: what is claimed, in German
-- text_en: what is claimed, in English
-- source_id: who says so
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known; read = day it was collected
-- confidence: our confidence in the reading
-- counts: counts as a dated train of its own
-- contradicts: claims that it contradicts
-- judged_wrong: judged wrong, with a reason
-- reason_de: that reason, in German
-- reason_en: that reason, in English
-- first_day: first day that the date can mean
-- last_day: last day that the date can mean
-- is_evidence: speaks of trains at Herne and was not judged wrong
-- publisher: publisher of its source
select r.*, r.about_herne_traffic and not r.judged_wrong as is_evidence, s.publisher
from core.rail_claim r
join core.source s using (source_id)
where r.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
