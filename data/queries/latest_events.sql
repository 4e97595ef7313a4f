-- What happened last: firms and their deals, visits and agreements, trains between Herne and China, the
-- newest first; no mere themes and wishes.
-- $since: only what happened from this day on day = 1900-01-01
-- $most: at most so many number = 10
-- topic: firm, cooperation or train
-- event_id: key of the event or of the train
-- name: firm, or what was bought
-- kind: what happened to a firm @event_kind
-- mode: how somebody comes in, or goes, as far as the deal says it @entry_mode
-- counterpart_name: who bought, or the other party
-- place: town @city
-- title_de: what happened, in German; none for firms and trains
-- title_en: what happened, in English; none for firms and trains
-- origin: where a train came from @place
-- destination: where a train went @place
-- direction: of a train
-- origin_terminal: where a train came from, as reported @terminal
-- destination_terminal: where a train went, as reported @terminal
with happened as (
  select 'firm' as topic, e.event_id, e.date, e.first_day, e.known_since,
    coalesce(if(c.role = 'target', e.target, null), c.name) as name, e.kind,
    coalesce(e.buyer, e.counterpart) as counterpart_name, c.city_code as place, e.jobs,
    e.amount_meur, e.note_de, e.note_en, e.source_ids,
    coalesce(e.mode, max(e.mode) over (partition by coalesce(e.deal_id, e.event_id))) as mode
  from core.known_entity_event e
  join core.known_entity c using (entity_id)
  where e.confidence <> 'low' and c.in_nrw
  union all by name
  select 'cooperation' as topic, event_id, date, first_day, known_since, title_de, title_en,
    place_nrw_code as place, source_ids
  from core.known_event
  where confidence <> 'low' and date is not null
    and kind not in ('partnership_field', 'goal', 'idea')
  union all by name
  select 'train' as topic, run_id as event_id, day::varchar as date, day as first_day, known_since,
    direction, origin, destination, origin_terminal, destination_terminal, source_ids
  from core.distinct_train
)
select topic, event_id, date, first_day, known_since, name, kind, mode, counterpart_name, place,
  jobs, amount_meur, note_de, note_en, title_de, title_en, direction, origin, destination,
  origin_terminal, destination_terminal, source_ids
from happened
where first_day >= $since
order by first_day desc, event_id
limit $most
