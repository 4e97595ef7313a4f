-- Months of a terminal as its operator reported them, known at the date asked for (variable as_of; all when it is not
-- set): of each the version of the newest delivery, without what was taken back.
-- @view
select
  month_id, delivery_id, source_id, row_number, month, terminal, load_unit_count,
  crane_move_count, train_count, truck_count, storage_occupancy_pct, capacity_load_unit_count,
  known_since
from (
  from core.terminal_month
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  qualify row_number() over (partition by month_id order by delivery_id desc) = 1
)
where not is_withdrawn
