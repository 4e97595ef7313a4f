-- Documented events in the life of these companies.
-- event_id: key of the event
-- company_id: whose event
-- date: when, as far as known (year, year-month or day)
-- date_precision: how exactly that is known
-- kind: what happened @event_kind
-- amount_meur: amount [million EUR]
-- currency_original: currency as stated
-- amount_original: amount as stated, in millions
-- amount_basis: what the amount covers @value_basis
-- stake_pct: stake [percent]
-- jobs: jobs named; below zero: cut [jobs]
-- counterpart: other party
-- source_id: who says so
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- deal_id: deal it belongs to
-- known_since: day from which it was known (its source)
-- first_day: first day that the date can mean
-- refuse: an event after its source :: select event_id, first_day, known_since from core.company_event where first_day > known_since
select e.*, formula.first_day(e.date) as first_day, s.known_since
from fed.company_event e
join core.source s using (source_id)
order by company_id, event_id
