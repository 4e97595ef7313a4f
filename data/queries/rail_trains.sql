-- Which trains at Herne are documented with their day? The first part of the status rule.
-- A train is known as soon as one row on its event is known that speaks of a train and was not
-- judged wrong; the row that counts is shown, or until it is known the best of the others.
-- event_id: the train
-- date: day of the run
-- direction: direction
-- origin: from where @place
-- destination: to where @place
-- evidence_count: rows known that are evidence for it
-- known_since: day from which it was known
-- claims: those rows
-- source_ids: who says so
with evidence as (
  select *, row_number() over (
      partition by event_id order by "counts" desc, confidence = 'low', known_since, claim_id
    ) as place_in_event
  from core.known_rail_claim
  where is_evidence and event_kind = 'train'
    and event_id in (select event_id from core.rail_claim where "counts")
)
select
  event_id, any_value("date") filter (place_in_event = 1) as date,
  any_value(direction) filter (place_in_event = 1) as direction,
  any_value(origin) filter (place_in_event = 1) as origin,
  any_value(destination) filter (place_in_event = 1) as destination,
  count(*) as evidence_count, min(known_since) as known_since,
  list(claim_id order by claim_id) as claims, list_sort(list(distinct source_id)) as source_ids
from evidence
group by event_id
order by date, event_id
