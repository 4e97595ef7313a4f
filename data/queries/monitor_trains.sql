-- Which trains did the operator report, the newest first?
-- $service: trains from or to China, or all of them in china|all = china
-- $most: most rows shown number = 200
-- train_id: the train
-- day: day at Herne
-- direction: arrival or departure at Herne
-- train_number: train number
-- origin_terminal: from which terminal
-- destination_terminal: to which terminal
-- load_unit_count: load units
-- load_teu: TEU
-- net_tonnes: net tonnes
-- is_loaded: loaded, not empty
-- transit_days: days on the way
-- delay_minutes: delay in minutes
-- remark: remark of the reporter
-- source_id: who says so
select
  train_id, day, direction, train_number, origin_terminal, destination_terminal, load_unit_count,
  load_teu, net_tonnes, is_loaded, transit_days, delay_minutes, remark, source_id
from core.operated_train
where $service = 'all' or is_china_service
order by day desc, train_id
limit $most
