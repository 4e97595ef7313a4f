-- Which files were brought in and accepted, the newest first?
select delivery_id, kind, file, supplier, received, received_at, row_count, is_demo, source_id
from core.delivery
where received <= coalesce(getvariable('as_of')::date, date '9999-12-31')
order by delivery_id desc
