-- How full and how balanced were the reported trains? Loaded share by TEU and by trains for each
-- direction, balance of the directions; each measure by itself, over all reports.
-- $service: trains from or to China, or all of them in china|all = china
-- measure: trains, load_units, teu or tonnes
-- unit: its unit @unit
-- arrival_value: arrived at Herne @computed
-- departure_value: departed from Herne @computed
-- balance_pct: (arrived - departed) / (arrived + departed) in percent @computed
-- arrival_loaded_pct: share of what arrived that was loaded @computed
-- departure_loaded_pct: share of what departed that was loaded @computed
-- stated: trains that state the measure
-- trains: trains in all
-- source_ids: who says so
with ran as (
  select *, unnest([
      {measure: 'trains', unit: 'trains', value: 1::double},
      {measure: 'load_units', unit: 'load_units', value: load_unit_count::double},
      {measure: 'teu', unit: 'teu', value: load_teu}, {measure: 'tonnes', unit: 'tonnes', value: net_tonnes}
    ], recursive := true)
  from core.operated_train where $service = 'all' or is_china_service
),
summed as (
  select measure, unit, count("value") as stated, count(*) as trains,
    sum("value") filter (direction = 'arrival') as arrival_value,
    sum("value") filter (direction = 'departure') as departure_value,
    sum("value") filter (direction = 'arrival' and is_loaded) as arrival_loaded,
    sum("value") filter (direction = 'arrival' and is_loaded is not null) as arrival_known,
    sum("value") filter (direction = 'departure' and is_loaded) as departure_loaded,
    sum("value") filter (direction = 'departure' and is_loaded is not null) as departure_known,
    list_sort(list(distinct source_id)) as source_ids
  from ran group by measure, unit
)
select
  measure, unit, arrival_value, departure_value,
  100 * formula.balance(coalesce(arrival_value, 0), coalesce(departure_value, 0)) as balance_pct,
  formula.share(if(arrival_known > 0, coalesce(arrival_loaded, 0), null), arrival_known)
    as arrival_loaded_pct,
  formula.share(if(departure_known > 0, coalesce(departure_loaded, 0), null), departure_known)
    as departure_loaded_pct,
  stated, trains, source_ids
from summed
where stated > 0
order by list_position(['trains', 'load_units', 'teu', 'tonnes'], measure)
