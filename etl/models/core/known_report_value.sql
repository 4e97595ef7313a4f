-- Every figure that an operator reported, also in reports replaced since, as far as known at the
-- date asked for; one row for each train, call or month, measure and delivery. For alerts; sums and
-- averages read the reports themselves.
-- @view
-- kind: kind of report
-- subject: key of the train, call or month
-- series: which figures are compared with each other: direction and kind of service, or terminal
-- measure: what is measured
-- unit: its unit
-- day: day or month that the figure is about
-- value: figure in its unit
-- is_newest: the newest report on it
-- delivery_id: delivery that it came with
-- source_id: who says so
-- known_since: day from which it was known
with asked as (
  select coalesce(getvariable('as_of')::date, date '9999-12-31') as until
),
measured as (
  select 'rail_trains' as kind, train_id as subject, service_day as day, delivery_id, source_id,
    known_since, direction || if(is_china_service, '_china', '_other') as series,
    unnest([
      {measure: 'load_unit_count', unit: 'load_units', value: load_unit_count::double},
      {measure: 'load_teu', unit: 'teu', value: load_teu::double},
      {measure: 'net_tonnes', unit: 'tonnes', value: net_tonnes::double},
      {measure: 'transit_days', unit: 'days', value: transit_days::double}
    ], recursive := true)
  from core.rail_train, asked where known_since <= until and not is_withdrawn
  union all by name
  select 'ship_calls' as kind, call_id as subject, day, delivery_id, source_id, known_since,
    direction as series,
    unnest([
      {measure: 'net_tonnes', unit: 'tonnes', value: net_tonnes::double},
      {measure: 'load_teu', unit: 'teu', value: load_teu::double}
    ], recursive := true)
  from core.ship_call, asked where known_since <= until and not is_withdrawn
  union all by name
  select 'terminal_month' as kind, month_id as subject, month as day, delivery_id, source_id,
    known_since, terminal as series,
    unnest([
      {measure: 'load_unit_count', unit: 'load_units', value: load_unit_count::double},
      {measure: 'crane_move_count', unit: 'crane_moves', value: crane_move_count::double},
      {measure: 'train_count', unit: 'trains', value: train_count::double},
      {measure: 'truck_count', unit: 'trucks', value: truck_count::double}
    ], recursive := true)
  from core.terminal_month, asked where known_since <= until and not is_withdrawn
),
newest as (
  select 'rail_trains' as kind, train_id as subject, delivery_id from core.known_rail_train
  union all select 'ship_calls', call_id, delivery_id from core.known_ship_call
  union all select 'terminal_month', month_id, delivery_id from core.known_terminal_month
)
select m.kind, m.subject, coalesce(m.series, 'none') as series, m.measure, m.unit, m.day, m.value,
  n.delivery_id is not null as is_newest, m.delivery_id, m.source_id, m.known_since
from measured m
left join newest n on (n.kind, n.subject, n.delivery_id) = (m.kind, m.subject, m.delivery_id)
where m.value is not null
