-- Documented deals: cases, each counted once, never summed. A divestment is no Chinese investment,
-- a plant bought to be taken apart (relocation) no takeover.
-- deal_id: key of the deal
-- company_id: company concerned
-- investor: who bought
-- investor_country: country of the investor (ISO alpha-2)
-- target: what was bought
-- city_code: town or towns
-- state: Land or Länder
-- year: year
-- month: month
-- sector_code: sector @sector
-- value_meur: value; covers what value_basis says, never to be summed [million EUR]
-- value_original: value as stated, in millions
-- currency: currency as stated
-- value_basis: what the value covers @value_basis
-- stake_pct: stake [percent]
-- stake_text: stake in words @stake_text
-- status: what became of it @status
-- direction: investment, sale by a Chinese owner, or plant bought to be taken apart (relocation)
-- mode: how @entry_mode
-- source_ids: who says so
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- known_since: day from which it was known: of its first source that is not before it
-- first_day: first day that its year or month can mean
-- complete_since: day from which all its sources were known
-- refuse: a deal after all its sources :: select deal_id, first_day, complete_since from core.deal where known_since is null
with listed as (
  select * replace (
    string_split(source_ids, ';') as source_ids,
    string_split(city_code, ';') as city_code,
    string_split(state, ';') as state,
    if(sector_code = 'plant_relocation', 'relocation', direction) as direction
  ), make_date(year, coalesce(month, 1), 1) as first_day from fed.deal
)
select l.*, min(s.known_since) filter (s.known_since >= first_day) as known_since,
  max(s.known_since) as complete_since
from listed l
join core.source s on list_contains(l.source_ids, s.source_id)
group by all
order by deal_id
