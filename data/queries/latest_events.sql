-- What happened last: firms, deals, visits and agreements, trains between Herne and China, the
-- newest first; no mere themes and wishes. A deal that is told as an event of a firm stands once.
-- $since: only what happened from this day on day = 1900-01-01
-- $most: at most so many number = 10
-- topic: firm, deal, cooperation or train
-- event_id: key of the event, of the deal or of the train
-- name: firm, or what was bought
-- kind: what happened to a firm @event_kind
-- status: what became of a deal @status
-- counterpart_name: other party, or who bought
-- place: town @city
-- title_de: what happened, in German; none for firms, deals and trains
-- title_en: what happened, in English; none for firms, deals and trains
-- origin: where a train came from @place
-- destination: where a train went @place
-- direction: of a train
-- origin_terminal: where a train came from, as reported @terminal
-- destination_terminal: where a train went, as reported @terminal
with happened as (
  select 'firm' as topic, e.event_id, e.date, e.first_day, e.known_since, c.name, e.kind,
    e.counterpart as counterpart_name, c.city_code as place, e.jobs, e.amount_meur,
    e.note_de, e.note_en, [e.source_id] as source_ids
  from core.known_company_event e
  join core.known_company c using (company_id)
  where e.confidence <> 'low'
  union all by name
  select 'deal' as topic, d.deal_id as event_id,
    concat(d.year, coalesce('-' || lpad(d.month::varchar, 2, '0'), '')) as date, d.first_day,
    d.known_since, d.target as name, d.status, d.investor as counterpart_name,
    d.city_code[1] as place, d.value_meur as amount_meur, d.note_de, d.note_en, d.source_ids
  from core.known_deal d
  where d.confidence <> 'low' and list_contains(d.state, 'de-nw')
    and d.deal_id not in (select deal_id from core.known_company_event where deal_id is not null)
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
select topic, event_id, date, first_day, known_since, name, kind, status, counterpart_name, place,
  jobs, amount_meur, note_de, note_en, title_de, title_en, direction, origin, destination,
  origin_terminal, destination_terminal, source_ids
from happened
where first_day >= $since
order by first_day desc, event_id
limit $most
