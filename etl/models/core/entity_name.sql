-- Under which names an entity is known: as documented, as registered, and others that GLEIF has.
-- entity_id: key of the entity
-- name: name
-- script: writing: latin or han
-- name_kind: documented by our sources, legal (as registered) or other
-- source_id: who says so; of several the first
-- known_since: day from which it was known
with documented as (
  select e.entity_id, e.name, 'documented' as name_kind,
    arg_min(s.source_id, (s.known_since, s.source_id)) as source_id,
    min(s.known_since) as known_since
  from core.entity e join core.source s on list_contains(e.source_ids, s.source_id)
  where not starts_with(e.entity_id, 'lei_')
  group by e.entity_id, e.name
),
registered as (
  select e.entity_id, g.name, 'legal' as name_kind, string_split(g.source_ids, ';')[1] as source_id,
    g.known_since
  from core.entity e join fed.gleif_entity g using (lei)
  union all
  select e.entity_id, trim(unnest(string_split(g.other_names, ';'))) as name, 'other' as name_kind,
    string_split(g.source_ids, ';')[1] as source_id,
    g.known_since
  from core.entity e join fed.gleif_entity g using (lei)
)
select distinct entity_id, name, if(regexp_matches(name, '\p{Han}'), 'han', 'latin') as script,
  name_kind, source_id, known_since
from (from documented union all from registered)
where name <> ''
order by entity_id, name_kind, name
