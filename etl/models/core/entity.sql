-- Who owns and is owned: documented companies, their documented owners, what else deals were about, and the legal entities that GLEIF knows of them. Owners of one name are one; who is not named is none.
-- entity_id: key: that of the company, owner_… of a documented owner, target_… of what else a deal was about, lei_… of one known from GLEIF alone
-- name: name; the LEI where GLEIF has no record of it
-- role: company, owner, holding in between, or target of a deal that is no company of ours
-- lei: legal entity identifier (LEI)
-- country: country; of an owner as documented, none where sources differ @region
-- region: Land @region
-- city_code: town @city
-- kreis_ags: Kreis (AGS) @kreis
-- postcode: postcode
-- register_authority: register that it is entered in, by GLEIF's code
-- register_number: its number there
-- legal_form: legal form, by its code (ISO 20275)
-- entity_status: active or inactive (dissolved), as GLEIF says
-- registration_status: state of its LEI: issued, lapsed, retired …
-- record_day: last day on which GLEIF's record of it changed
-- in_nrw: it has its seat or its head office in NRW
-- source_ids: who says so
-- known_since: day from which it was known (its earliest source)
-- lei_since: day from which GLEIF's record of it was known
with named as (
  select trim(parent_name) as name, parent_country, source_ids, known_since from core.company
  where trim(parent_name) <> '' and trim(parent_name) not in (select code from reference.unnamed_owners)
),
owner as (
  select name, if(count(distinct parent_country) = 1, min(parent_country), null) as country,
    list_sort(list_distinct(flatten(list(source_ids)))) as source_ids,
    min(known_since) as known_since,
    trim(regexp_replace(strip_accents(lower(name)), '[^a-z0-9]+', '_', 'g'), '_') as slug
  from named group by name
),
-- What has no Latin letters, or the same as another, is told apart by its digest.
documented as (
  select company_id as entity_id, name, 'company' as role, 'de' as country, 'de-nw' as region,
    city_code, kreis_ags, true as in_nrw, source_ids, known_since
  from core.company
  union all by name
  select concat_ws('_', 'owner', nullif(slug, ''),
      case when slug = '' or count(*) over (partition by slug) > 1 then left(md5(name), 8) end
    ) as entity_id, name, 'owner' as role, country, false as in_nrw, source_ids, known_since
  from owner
  union all by name
  select entity_id, arg_min(target, first_day) as name, 'target' as role, 'de' as country,
    if(len(flatten(list(state))) = 1, any_value(state)[1], null) as region,
    if(len(flatten(list(city_code))) = 1, any_value(city_code)[1], null) as city_code,
    coalesce(region = 'de-nw', false) as in_nrw,
    list_sort(list_distinct(flatten(list(source_ids)))) as source_ids,
    min(known_since) as known_since
  from core.entity_event where entity_id not in (select company_id from core.company)
  group by entity_id
),
tie as (
  select child_lei, parent_lei, string_split(source_ids, ';') as source_ids, known_since
  from fed.gleif_relationship
),
bare as (
  select lei, min(source_ids) as source_ids, min(known_since) as known_since from (
    select child_lei as lei, source_ids, known_since from tie
    union all select parent_lei, source_ids, known_since from tie
  ) where lei not in (select lei from fed.gleif_entity) group by lei
),
-- The seat, or the head office where that alone is in NRW.
listed as (
  select lei, g.name, (headquarters_region = 'de-nw' or coalesce(nrw_by_postcode = 'headquarters', false))
      and legal_address_region is distinct from 'de-nw'
      and nrw_by_postcode is distinct from 'legal_address' as is_office,
    if(is_office, headquarters_country, legal_address_country) as country,
    coalesce(if(is_office, headquarters_region, legal_address_region),
      if(nrw_by_postcode is not null, 'de-nw', null)) as region,
    if(is_office, headquarters_city, legal_address_city) as city,
    if(is_office, headquarters_postcode, legal_address_postcode) as postcode,
    register_authority, register_number, legal_form, entity_status, registration_status,
    last_update::date as record_day, coalesce(region = 'de-nw', false) as in_nrw, string_split(g.source_ids, ';') as source_ids,
    g.known_since
  from fed.gleif_entity g
  union all by name
  select lei, lei as name, false as in_nrw, source_ids, known_since from bare
),
legal as (
  select l.*, c.code as city_code, c.ags as kreis_ags,
    case when l.in_nrw or lei not in (select parent_lei from tie) then 'company'
      when lei in (select child_lei from tie where child_lei <> parent_lei) then 'holding' else 'owner' end as role
  from listed l
  left join (from reference.cities where state = 'de-nw'
    qualify count(*) over (partition by lower(name_de)) = 1) c
    on l.region = 'de-nw' and lower(trim(l.city)) = lower(c.name_de)
)
select d.entity_id, d.name, d.role, l.lei, coalesce(d.country, l.country) as country,
  coalesce(d.region, l.region) as region, coalesce(d.city_code, l.city_code) as city_code,
  coalesce(d.kreis_ags, l.kreis_ags) as kreis_ags, l.postcode, l.register_authority,
  l.register_number, l.legal_form, l.entity_status, l.registration_status, l.record_day,
  d.in_nrw or coalesce(l.in_nrw, false) as in_nrw,
  if(l.lei is null, d.source_ids, d.source_ids || l.source_ids) as source_ids,
  d.known_since, l.known_since as lei_since
from documented d
left join core.entity_match m on m.company_id = d.entity_id
left join legal l on l.lei = m.lei
union all by name
select 'lei_' || lower(lei) as entity_id, name, role, lei, country, region, city_code, kreis_ags,
  postcode, register_authority, register_number, legal_form, entity_status, registration_status,
  record_day, in_nrw, source_ids, known_since, known_since as lei_since
from legal
where lei not in (select m.lei from core.entity_match m join documented d on d.entity_id = m.company_id)
order by entity_id
