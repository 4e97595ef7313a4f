-- What happened to one company, in the order of time?
-- $company: key of the company = schwing
-- event_id: key of the event
-- kind: what happened @event_kind
-- date: when, as far as known (year, year-month or day)
-- date_precision: how exactly that is known
-- amount_meur: amount in million euros, where it was stated
-- amount_basis: what the amount covers @value_basis
-- stake_pct: stake in percent
-- jobs: jobs named
-- counterpart: other party
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- deal_id: deal it belongs to
-- source_id: who says so
select
  event_id, kind, date, date_precision, amount_meur, amount_basis, stake_pct, jobs, counterpart,
  confidence, note_de, note_en, deal_id, source_id
from core.known_company_event
where company_id = $company
order by first_day nulls last, event_id
