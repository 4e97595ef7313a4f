-- Entities documented by the date asked for; what GLEIF's record adds from the day of that record on.
-- @view
-- source_ids: who says so, as far as known at the date asked for
with dated as (
  select *, coalesce(lei_since <= formula.as_of(), false) as is_recorded
  from core.entity where known_since <= formula.as_of()
)
select d.* exclude (lei_since, is_recorded) replace (
  case when is_recorded then lei end as lei,
  case when is_recorded then postcode end as postcode,
  case when is_recorded then register_authority end as register_authority,
  case when is_recorded then register_number end as register_number,
  case when is_recorded then legal_form end as legal_form,
  case when is_recorded then entity_status end as entity_status,
  case when is_recorded then registration_status end as registration_status,
  case when is_recorded then record_day end as record_day,
  formula.known_of(source_ids, (select list(source_id) from core.known_source)) as source_ids
)
from dated d
