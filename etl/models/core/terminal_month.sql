-- Months of a terminal as its operator reported them, every reported version. Asked through core.known_terminal_month.
-- month_id: key: month and terminal
-- delivery_id: delivery that it came with
-- source_id: the delivery as a source
-- row_number: row in the file as it came
-- month: month, as its first day
-- terminal: terminal
-- load_unit_count: load units handled [load units]
-- crane_move_count: crane moves [crane moves]
-- train_count: trains handled [trains]
-- truck_count: trucks handled [trucks]
-- storage_occupancy_pct: share of the storage in use [percent]
-- capacity_load_unit_count: load units that could be handled in the month [load units]
-- is_withdrawn: reported by mistake and taken back
-- known_since: day on which it was accepted
select
  m.month_id, m.delivery_id, d.source_id, m.row_number, m.month, m.terminal,
  m.load_unit_count, m.crane_move_count, m.train_count, m.truck_count,
  m.storage_occupancy_pct, m.capacity_load_unit_count,
  m.is_withdrawn, d.received as known_since
from fed.terminal_month m
join core.delivery d using (delivery_id)
order by m.month, m.terminal, m.delivery_id
