-- Which firms does the office's own list name? The newest list known, for the office alone.
-- $text: words that must all occur in name, owner, town or sector; % for any text = %
-- sites: rows of the same firm in the list
-- lat: latitude of the town, else of the Kreis
-- lon: longitude of the town, else of the Kreis
with newest as (
  select * from core.own_company
  where delivery_id = (select max(delivery_id) from core.own_company
    where known_since <= formula.as_of())
)
select
  o.own_id, o.delivery_id, o.supplier, o.list_day, o.is_published, o.row_number, o.firm_key,
  o.name, o.name_zh, o.owner, o.owner_country, o.town, o.postcode, o.city_code, o.kreis_ags,
  o.register_court, o.register_number, o.register_key, o.lei, o.sector, o.sector_code, o.jobs,
  o.jobs_date, o.status, o.since, o.next_contact, o.remark,
  count(*) over (partition by o.firm_key) as sites,
  coalesce(t.lat, k.lat) as lat, coalesce(t.lon, k.lon) as lon
from newest o
left join reference.cities t on t.code = o.city_code
left join reference.kreise k on k.ags = o.kreis_ags
qualify $text = '%' or list_bool_and(list_transform(
  string_split(strip_accents(lower(trim($text))), ' '),
  lambda word: contains(strip_accents(lower(concat_ws(' ', o.name, o.name_zh, o.owner, o.town,
    o.sector))), word)))
order by strip_accents(lower(o.name)), o.own_id
