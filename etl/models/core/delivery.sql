-- Files that people brought in and that were accepted: reports of operators, claims on the rail link.
-- delivery_id: key of the delivery; it begins with the moment of acceptance
-- kind: kind of report @report_kind
-- source_id: the delivery as a source; none for claims on the rail link, which have their own
-- file: name of the file as it came
-- supplier: who supplied it
-- received: day on which it was accepted
-- received_at: moment at which it was accepted (UTC)
-- sha256: sha256 of the file as it came
-- row_count: rows in it
-- is_demo: generated for the demonstration
-- known_since: day on which it was accepted
select
  delivery_id, kind, source_id, file, supplier, received, received_at, sha256, row_count, is_demo,
  received as known_since
from fed.delivery
order by delivery_id
