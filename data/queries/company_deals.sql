-- Which documented deals belong to one company? Amounts cover what their basis says: never add up.
-- $company: key of the company @core.company.company_id = schwing
select
  deal_id, investor, target, year, month, value_meur, value_basis, stake_pct, stake_text, status,
  direction, mode, confidence, note_de, note_en,
  is_complete, source_ids
from core.known_deal
where company_id = $company
order by year, month nulls last, deal_id
