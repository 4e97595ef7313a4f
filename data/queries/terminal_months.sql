-- What did terminals report month by month? Load units, crane moves, trains and trucks are four
-- measures, each by itself.
-- measure: load_units, crane_moves, trains or trucks
-- unit: its unit @unit
-- period_kind: kind of period
-- period_start: first day of the month
-- period_end: last day of the month
-- value: figure in its unit
-- qualifier: how exactly it is stated
-- status: what its publisher thinks of it
-- source_id: who says so
with stated as (
  select terminal, month, source_id, unnest([
      {measure: 'load_units', value: load_unit_count::double},
      {measure: 'crane_moves', value: crane_move_count::double},
      {measure: 'trains', value: train_count::double},
      {measure: 'trucks', value: truck_count::double}
    ], recursive := true)
  from core.known_terminal_month
)
select
  terminal, measure, measure as unit, 'month' as period_kind, month as period_start,
  last_day(month) as period_end, "value", 'exact' as qualifier, 'final' as status, source_id
from stated
where "value" is not null
order by measure, terminal, period_start
