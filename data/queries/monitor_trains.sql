-- Which trains did the operator report, the newest first?
-- $service: trains from or to China, or all of them in china|all = china
-- $most: most rows shown number = 200
select
  train_id, day, direction, train_number, origin_terminal, destination_terminal, load_unit_count,
  load_teu, net_tonnes, is_loaded, transit_days, delay_minutes, remark, source_id
from core.operated_train
where $service = 'all' or is_china_service
order by day desc, train_id
limit $most
