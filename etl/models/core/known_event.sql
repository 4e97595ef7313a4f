-- Cooperation events documented by the date asked for.
-- @view
-- event_id: key of the event
-- date: when, as far as known (year, year-month or day)
-- date_precision: how exactly that is known
-- kind: what happened
-- place_nrw_code: place in NRW
-- counterpart_code: place in China
-- theme: field of cooperation
-- title_de: what happened, in German
-- title_en: what happened, in English
-- title_zh: what happened, in Chinese
-- source_ids: who says so
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- known_since: day from which it was known (its earliest source)
-- first_day: first day that the date can mean
select *
from core.event
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
