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
with reported as (
  select 'rail_trains' as kind, train_id as subject, service_day as day,
    direction || if(is_china_service, '_china', '_other') as series, load_unit_count, load_teu,
    net_tonnes, transit_days, delivery_id, source_id, known_since, is_withdrawn
  from core.rail_train
  union all by name
  select 'ship_calls' as kind, call_id as subject, day, direction as series, load_teu, net_tonnes,
    delivery_id, source_id, known_since, is_withdrawn
  from core.ship_call
  union all by name
  select 'terminal_month' as kind, month_id as subject, month as day, terminal as series,
    load_unit_count, crane_move_count, train_count, truck_count, delivery_id, source_id,
    known_since, is_withdrawn
  from core.terminal_month
),
measured as (
  select * from reported
  unpivot (value for measure in (load_unit_count, load_teu, net_tonnes, transit_days,
    crane_move_count, train_count, truck_count))
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
    and not is_withdrawn
),
newest as (
  select 'rail_trains' as kind, train_id as subject, delivery_id from core.reported_train
  union all select 'ship_calls', call_id, delivery_id from core.known_ship_call
  union all select 'terminal_month', month_id, delivery_id from core.known_terminal_month
)
-- What a count counts is its unit.
select m.kind, m.subject, coalesce(m.series, 'none') as series, m.measure,
  case m.measure when 'load_teu' then 'teu' when 'net_tonnes' then 'tonnes'
    when 'transit_days' then 'days' else replace(m.measure, '_count', 's') end as unit,
  m.day, m.value::double as value, n.delivery_id is not null as is_newest, m.delivery_id,
  m.source_id, m.known_since
from measured m
left join newest n on (n.kind, n.subject, n.delivery_id) = (m.kind, m.subject, m.delivery_id)
