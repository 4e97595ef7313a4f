-- What do the protected sums of the office's own list say, as they were last shown?
-- Nothing until it was fetched or brought in.
-- $breakdown: table in total|kreis|sector|owner_country = total
select
  s.breakdown, s.measure, s.code, s.value, s.is_protected, s.sites_known, s.list_day, s.source_id
from core.own_sum s
join (
  select measure, max(delivery_id) as delivery_id from core.own_sum
  where known_since <= formula.as_of()
  group by measure
) n using (measure, delivery_id)
where s.breakdown = $breakdown
order by s.measure desc, s.code
