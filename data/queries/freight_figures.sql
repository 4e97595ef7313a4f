-- What is known of some ports, terminals and services: every figure, whatever is measured?
-- For tables by measure; figures of different measures or ways of counting never share a line.
-- $places: ports, terminals, services @place list = terminal_herne_cth,port_herne
-- $unsure: with figures of low confidence in no|yes = no
select
  claim_id, indicator, place, basis, flow, mode, period_kind, period_start, period_end, value,
  value_low, value_high, unit, qualifier, evidence_kind, f.status, confidence, f.publisher_level,
  s.publisher, s.url, f.known_since, f.known_since_precision, note_de, note_en
from core.best_claim f
join core.source s using (source_id)
where list_contains($places, place)
  and ($unsure = 'yes' or confidence <> 'low')
order by indicator, basis, period_start nulls last, period_end, flow, place, claim_id
