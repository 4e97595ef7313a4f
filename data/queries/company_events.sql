-- What happened to one company, in the order of time?
-- $company: key of the company @core.company.company_id = schwing
select
  event_id, kind, date, date_precision, amount_meur, amount_basis, stake_pct, jobs, counterpart,
  confidence, note_de, note_en, deal_id, source_id
from core.known_company_event
where company_id = $company
order by first_day nulls last, event_id
