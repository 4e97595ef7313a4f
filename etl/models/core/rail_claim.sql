-- Ledger of the rail link Herne–Lianyungang: every claim found, also those judged wrong.
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
-- known_since_precision: how exactly that day is known
-- confidence: our confidence in the reading
-- counts: counts as a dated train of its own
-- contradicts: claims that it contradicts
-- judged_wrong: judged wrong, with a reason
-- reason_de: that reason, in German
-- reason_en: that reason, in English
-- first_day: first day that the date can mean
-- last_day: last day that the date can mean
-- refuse: a counted train that was judged wrong :: select claim_id from core.rail_claim where "counts" and judged_wrong
-- refuse: a judgement without reason :: select claim_id from core.rail_claim where judged_wrong and reason_de is null
-- refuse: an event that counts as two trains :: select event_id from core.rail_claim where "counts" group by event_id having count(*) > 1
-- refuse: a claim known before its date, and no plan :: select claim_id, first_day, known_since from core.rail_claim where evidence_kind not in ('plan', 'announcement') and first_day > known_since
select
  * replace (string_split(contradicts, ';') as contradicts),
  formula.first_day(split_part("date", '/', 1)) as first_day,
  formula.last_day(split_part("date", '/', -1)) as last_day
from fed.rail_claim
order by claim_id
