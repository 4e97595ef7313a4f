-- Who owns whom, edge by edge: as our sources document it (owner), and as GLEIF has it from the companies' consolidation (direct, ultimate). Where no parent is named the reason stands instead; that never means that there is none, or none in China.
-- edge_id: key of the edge
-- child_id: who is owned
-- parent_id: who owns it; none where nobody is named
-- parent_country: country of the owner that the edge itself states, also of one not named @region
-- relation: owner (documented), direct or ultimate (parent by consolidation, GLEIF) @ownership_relation
-- share_pct: share, where one is stated [percent]
-- share_text: share in words @stake_text
-- start_date: since when, as far as known (year, year-month or day)
-- end_date: until when, as far as known
-- is_ended: it is over: the owner left, the company was closed, or GLEIF says so
-- is_planned: the owner did not come in: announced only, blocked or withdrawn
-- exception_reason: why no parent is named @exception_reason
-- source_ids: who says so
-- known_since: day from which it was known
-- end_since: day from which its end was known
-- confidence: our confidence in the reading
-- refuse: an edge without source :: select edge_id from core.ownership_edge where coalesce(len(source_ids), 0) = 0 or not list_has_all((select list(source_id) from core.source), source_ids)
with ended as (
  select entity_id as company_id, max_by(date, (first_day, event_id)) as end_date,
    max_by(known_since, (first_day, event_id)) as end_since
  from core.entity_event where kind in ('sold', 'exited', 'closed') and first_day is not null
  group by entity_id
),
documented as (
  select c.company_id as child_id, o.entity_id as parent_id, c.parent_country, 'owner' as relation,
    c.stake_pct as share_pct, c.stake_text as share_text, c.entry_year::varchar as start_date,
    c.last_known_status in ('exited', 'closed') as is_ended,
    c.last_known_status in ('announced', 'blocked', 'withdrawn') as is_planned,
    if(is_ended, e.end_date, null) as end_date, if(is_ended, e.end_since, null) as end_since,
    case when o.entity_id is null then coalesce(u.reason, 'not_named') end as exception_reason,
    c.source_ids, c.entry_since as known_since, c.confidence
  from core.company c
  left join core.entity o on starts_with(o.entity_id, 'owner_') and o.name = trim(c.parent_name)
  left join reference.unnamed_owners u on u.code = trim(c.parent_name)
  left join ended e using (company_id)
),
tie as (
  select *, entity_status is not distinct from 'inactive' as is_dissolved
  from fed.gleif_relationship r
  left join (select lei as parent_lei, entity_status from fed.gleif_entity) p using (parent_lei)
),
consolidated as (
  select c.entity_id as child_id, p.entity_id as parent_id, r.relation,
    left(r.start_date::varchar, 10) as start_date, left(r.end_date::varchar, 10) as end_date,
    coalesce(r.relationship_status, 'active') = 'inactive' or coalesce(r.end_date <= r.known_since, false)
      or coalesce(r.registration_status, '') in ('retired', 'annulled', 'duplicate')
      or r.is_dissolved as is_ended, null::varchar as exception_reason,
    r.registration_status, r.source_ids, r.known_since
  from tie r
  join core.entity c on c.lei = r.child_lei
  join (select lei, min(entity_id) as entity_id from core.entity group by lei) p
    on p.lei = r.parent_lei
  union all by name
  select e.entity_id as child_id, x.relation, false as is_ended, x.reason as exception_reason,
    x.registration_status, x.source_ids, x.known_since
  from (
    select lei, 'direct' as relation, direct_exception as reason, registration_status, source_ids,
      known_since from fed.gleif_entity
    union all select lei, 'ultimate', ultimate_exception, registration_status, source_ids,
      known_since from fed.gleif_entity
  ) x
  join core.entity e using (lei)
  where x.reason is not null
),
edge as (
  from documented
  union all by name
  select * exclude (registration_status) replace (string_split(source_ids, ';') as source_ids),
    false as is_planned, case when is_ended then known_since end as end_since,
    if(registration_status = 'lapsed', 'medium', 'high') as confidence
  from consolidated
)
select concat_ws('-', child_id, relation, coalesce(parent_id, exception_reason), start_date,
    nullif(row_number() over (partition by child_id, relation, parent_id, exception_reason,
      start_date order by end_date nulls first, is_ended, source_ids), 1)) as edge_id, *
from edge
order by edge_id
