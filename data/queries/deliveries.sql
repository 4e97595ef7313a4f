-- Which reports have been delivered: how many of each kind, and the newest?
-- kind: kind of report
-- delivery_count: deliveries
-- received: day of the newest
-- file: its file
-- supplier: who delivered it
-- source_id: the newest, as a source
with known as (
  select * from core.delivery
  where received <= coalesce(getvariable('as_of')::date, date '9999-12-31')
)
select
  kind, count(*) as delivery_count, max(received) as received,
  arg_max(file, (received, delivery_id)) as file,
  arg_max(supplier, (received, delivery_id)) as supplier,
  arg_max(row_count, (received, delivery_id)) as row_count,
  arg_max(source_id, (received, delivery_id)) as source_id
from known
group by kind
order by kind
