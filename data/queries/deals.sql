-- Which deals are documented? Cases, never a census and never a sum: amounts cover what their basis
-- says. Sales by Chinese owners (divestments) and plants bought to be taken apart (relocations) are
-- asked for apart: the one is no Chinese investment, the other no takeover.
-- $direction: purchases by Chinese investors, sales by Chinese owners, or plants bought to be taken apart in investment|divestment|relocation = investment
-- $status: what became of it in all|announced|completed|blocked|withdrawn|exited = all
-- $land: where in all|nrw|elsewhere|unknown = nrw
-- $sector: sector @sector in all = all
-- $years: year of the deal in all|to_2014|2015_2019|from_2020 = all
-- $text: words that must all occur in buyer, target, town, sector or status; % for any text = %
-- $order: newest first, or the highest stated amount first in date|amount = date
-- $unsure: with cases of low confidence in no|yes = no
-- cities: town or towns @city
-- states: Land or Länder @region
-- year: year
-- month: month, where it is known
with english as (
  select map(list(code), list(label_en)) as names from reference.descriptive_names
),
deal as (
  select e.*, year(first_day) as year, if(date_precision = 'year', null, month(first_day)) as month,
    (select string_agg(concat_ws(' ', name_de, name_en), ' ') from reference.cities
      where list_contains(e.city_code, code)) as towns
  from core.known_entity_event e where mode is not null
)
select
  d.deal_id, d.entity_id, d.buyer, d.buyer_country, d.target, d.city_code as cities,
  d.state as states, d.year, d.month, d.sector_code, d.amount_meur, d.amount_original,
  d.currency_original, d.amount_basis, d.stake_pct, d.stake_text, d.status, d.direction, d.mode,
  d.confidence, d.note_de, d.note_en, d.is_told, d.source_ids
from deal d
join reference.sectors r on r.code = d.sector_code
left join reference.statuses s on s.code = d.status
cross join english
cross join lateral (select strip_accents(lower(concat_ws(' ', d.buyer, d.target, names[d.buyer],
  names[d.target], d.towns, r.label_de, r.label_en, s.label_de,
  s.label_en))) as words)
where d.direction = $direction and $status in ('all', d.status)
  and $sector in ('all', d.sector_code) and ($unsure = 'yes' or d.confidence <> 'low')
  and $land in ('all', case when d.state is null then 'unknown'
    when list_contains(d.state, 'de-nw') then 'nrw' else 'elsewhere' end)
  and $years in ('all', case when d.year < 2015 then 'to_2014' when d.year < 2020 then '2015_2019'
    else 'from_2020' end)
  and ($text = '%' or list_bool_and(list_transform(
    string_split(strip_accents(lower(trim($text))), ' '),
    lambda word: contains(words, word))))
order by if($order = 'amount', d.amount_meur, null) desc nulls last, d.year desc,
  d.month desc nulls last, d.deal_id
