-- For which years did the port report ships or trains?
-- year: year
-- ship_count: ship calls reported
-- train_count: trains reported
with reported as (
  select year(day) as year, 1 as ship, 0 as train from core.known_ship_call
  union all select year(day), 0, 1 from core.operated_train
)
select year, sum(ship)::bigint as ship_count, sum(train)::bigint as train_count
from reported
where year is not null
group by year
order by year desc
