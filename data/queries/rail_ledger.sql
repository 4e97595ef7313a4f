-- What was claimed about the rail link, by whom, since when, in the order of time?
-- claim: the row
-- event_id: event that it speaks of
-- is_counted: counts as a dated train
-- is_herne_traffic: speaks of trains at Herne
-- is_judged_wrong: judged wrong
-- contradicts: rows known that it contradicts
select
  k.claim_id as claim, event_id, event_kind, evidence_kind, "date", date_precision, direction,
  text_de, text_en, k.publisher, k.known_since, k.known_since_precision, confidence,
  "counts" as is_counted, about_herne_traffic as is_herne_traffic,
  judged_wrong as is_judged_wrong, reason_de, reason_en,
  list_sort(list_intersect(
    coalesce(contradicts, []), (select list(claim_id) from core.known_rail_claim)
  )) as contradicts,
  first_day, s.url, source_id
from core.known_rail_claim k
join core.source s using (source_id)
order by last_day, first_day, k.claim_id
