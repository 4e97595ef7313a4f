-- What happened to firms, one row an event. A deal is an event that says how it came about (mode); further events may be its steps. Cases, each counted once, never summed: a sale by a Chinese owner is no Chinese investment, a plant bought to be taken apart (relocation) no takeover.
-- event_id: key of the event
-- entity_id: whose event (core.entity)
-- date: when, as far as known (year, year-month or day)
-- date_precision: how exactly that is known
-- kind: what happened @event_kind
-- deal_id: deal that it is, or that it is a step of
-- mode: how a deal came about; none: it is no deal @entry_mode
-- direction: investment, sale by a Chinese owner, or plant bought to be taken apart (relocation)
-- buyer: who bought or bid
-- buyer_country: country of the buyer (ISO alpha-2)
-- target: what was bought
-- city_code: town or towns
-- state: Land or Länder
-- sector_code: sector @sector
-- amount_meur: amount; covers what amount_basis says, never to be summed [million EUR]
-- amount_original: amount as stated, in millions
-- currency_original: currency as stated
-- amount_basis: what the amount covers @value_basis
-- stake_pct: stake [percent]
-- stake_text: stake in words @stake_text
-- jobs: jobs named; below zero: cut [jobs]
-- counterpart: other party
-- source_ids: who says so; the first tells amount, stake and remark
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- first_day: first day that the date can mean
-- known_since: day from which it was known: of its first source that is not before it
-- told_since: day from which its amount, stake and remark were known (its first source)
-- refuse: an event without source :: select event_id from core.entity_event where coalesce(len(source_ids), 0) = 0 or not list_has_all((select list(source_id) from core.source), source_ids)
-- refuse: an event after all its sources :: select event_id, first_day from core.entity_event where known_since is null
-- refuse: an event of nobody :: select event_id, entity_id from core.entity_event where entity_id not in (select company_id from core.company) and entity_id not in (select entity_id from core.entity_event where target is not null)
-- refuse: a deal that is not told exactly once :: select deal_id, count(mode) from core.entity_event where deal_id is not null group by deal_id having count(mode) <> 1
with listed as (
  select * replace (
    string_split(source_ids, ';') as source_ids,
    string_split(city_code, ';') as city_code,
    string_split(state, ';') as state,
    if(sector_code = 'plant_relocation', 'relocation', direction) as direction
  ), formula.first_day(date) as first_day from fed.entity_event
)
select l.*, min(s.known_since) filter (s.known_since >= coalesce(first_day, s.known_since))
    as known_since,
  any_value(s.known_since) filter (s.source_id = source_ids[1]) as told_since
from listed l
left join core.source s on list_contains(l.source_ids, s.source_id)
group by all
order by entity_id, event_id
