-- Partnerships, visits, agreements and ends between NRW and China.
-- event_id: key of the event
-- date: when, as far as known (year, year-month or day)
-- date_precision: how exactly that is known
-- kind: what happened
-- place_nrw_code: place in NRW
-- counterpart_code: place in China
-- theme: field of cooperation @theme
-- title_de: what happened, in German
-- title_en: what happened, in English
-- title_zh: what happened, in Chinese
-- source_ids: who says so
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- known_since: day from which it was known (its earliest source)
-- first_day: first day that the date can mean
-- refuse: an event after its earliest source :: select event_id, first_day, known_since from core.event where first_day > known_since
with listed as (
  select * replace (string_split(source_ids, ';') as source_ids) from fed.event
)
select l.*, formula.first_day(l.date) as first_day, min(s.known_since) as known_since
from listed l
join core.source s on list_contains(l.source_ids, s.source_id)
group by all
order by event_id
