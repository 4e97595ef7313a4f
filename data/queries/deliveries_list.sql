-- Which files were brought in and accepted, the newest first?
-- delivery_id: key of the delivery
-- kind: kind of report @report_kind
-- file: name of the file as it came
-- supplier: who supplied it
-- received: day on which it was accepted
-- received_at: moment at which it was accepted (UTC)
-- row_count: rows in it
-- is_demo: generated for the demonstration
-- source_id: the delivery as a source
select delivery_id, kind, file, supplier, received, received_at, row_count, is_demo, source_id
from core.delivery
where received <= coalesce(getvariable('as_of')::date, date '9999-12-31')
order by delivery_id desc
