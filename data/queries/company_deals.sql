-- Which documented deals belong to one company? Amounts cover what their basis says: never add up.
-- $company: key of the company @core.company.company_id = schwing
-- source_ids: who says so, as far as known at the date asked for
select
  deal_id, investor, target, year, month, value_meur, value_basis, stake_pct, stake_text, status,
  direction, mode, confidence, note_de, note_en,
  list_filter(source_ids, lambda id: list_contains(s.ids, id)) as source_ids
from core.known_deal
cross join (
  select list(source_id) as ids from core.source
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
) s
where company_id = $company
order by year, month nulls last, deal_id
