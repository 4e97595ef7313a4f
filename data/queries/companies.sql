-- Which documented companies with a Chinese owner are there in NRW? Cases, never a census: map and
-- table show the same rows.
-- $text: words that must all occur in name, owner, town, Kreis or sector; % for any text = %
-- $sector: sector @sector in all = all
-- $owner: how Chinese the owner is @owner_scope in all = all
-- $entry: how the owner came in @entry_mode in all = all
-- $reported: what was last reported @status in all = all
-- $entered: year of entry in all|to_2009|2010_2014|2015_2019|from_2020|unknown = all
-- $year: there at the end of this year: entered by then, not yet ended; 0 for any number = 0
-- $ruhr: only the Ruhr area in no|yes = no
-- $unsure: with cases of low confidence in no|yes = no
-- end_year: year in which the Chinese owner left or the firm closed; none while neither is known
-- city_code: town; none when only the Kreis is known @city
with english as (
  select map(list(code), list(label_en)) as names from reference.descriptive_names
),
ended as (
  select e.entity_id, max(year(e.first_day)) as end_year
  from core.known_entity_event e
  join reference.event_kinds k on k.code = e.kind and k.status in ('exited', 'closed')
  group by e.entity_id
), dated as (
  select c.*, case when last_known_status in ('exited', 'closed')
    then coalesce(e.end_year, c.status_as_of) end as end_year
  from core.known_company c
  left join ended e on e.entity_id = c.company_id
)
select
  c.company_id, c.name, c.parent_name, c.owner_scope, c.city_code, c.kreis_ags, c.in_rvr,
  c.sector_code, c.entry_mode, c.entry_year, c.end_year, c.last_known_status, c.status_as_of,
  c.confidence, c.lat, c.lon, c.geo_level, g.ultimate_id, g.ultimate_name, g.ultimate_country,
  g.ultimate_reason, g.evidence_day, g.evidence_months, g.is_fresh, g.quality, c.source_ids
from dated c
join core.known_register g on g.entity_id = c.company_id
join reference.sectors r on r.code = c.sector_code
join reference.kreise k on k.ags = c.kreis_ags
left join reference.cities t on t.code = c.city_code
cross join english
cross join lateral (select strip_accents(lower(concat_ws(' ', c.name, c.parent_name,
  names[c.name], names[c.parent_name],
  t.name_de, t.name_en, k.name_de, r.label_de, r.label_en))) as words)
where $sector in ('all', sector_code) and $owner in ('all', owner_scope)
  and $entry in ('all', entry_mode) and $reported in ('all', last_known_status)
  and ($ruhr = 'no' or c.in_rvr) and ($unsure = 'yes' or show_by_default)
  and $entered in ('all', case when entry_year is null then 'unknown'
    when entry_year < 2010 then 'to_2009' when entry_year < 2015 then '2010_2014'
    when entry_year < 2020 then '2015_2019' else 'from_2020' end)
  and ($year = 0 or (entry_year <= $year and coalesce(end_year > $year,
    last_known_status not in ('exited', 'closed', 'blocked', 'withdrawn', 'announced'))))
  and ($text = '%' or list_bool_and(list_transform(
    string_split(strip_accents(lower(trim($text))), ' '),
    lambda word: contains(words, word))))
order by strip_accents(lower(c.name)), c.company_id
