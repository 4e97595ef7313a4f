-- Which later trains at Herne are claimed without day or number, and what contradicts them?
-- The second part of the status rule: named, never counted.
-- claim: the row
-- role: series, or contradiction of a series
-- is_same_source: a contradiction that stands in the same source as a series
with evidence as (select * from core.known_rail_claim where is_evidence),
series as (select * from evidence where event_kind = 'series_of_trains'),
named as (
  select 'series' as role, * from series
  union all by name
  select 'contradiction' as role, e.* from evidence e
  where e.event_kind <> 'series_of_trains' and exists (
    from series s
    where list_contains(s.contradicts, e.claim_id) or list_contains(e.contradicts, s.claim_id)
  )
)
select
  claim_id as claim, role, event_kind, "date", date_precision, publisher,
  role = 'contradiction' and source_id in (select source_id from series) as is_same_source,
  text_de, text_en, known_since, known_since_precision, source_id
from named
order by role desc, first_day, known_since, claim_id
