-- What is known of some ports, terminals and services: every figure, whatever is measured?
-- For tables by measure; figures of different measures or ways of counting never share a line.
-- $places: ports, terminals, services @place list = terminal_herne_cth,port_herne
-- $unsure: with figures of low confidence in no|yes = no
-- claim_id: the claim shown
-- indicator: what is measured @indicator
-- place: port, terminal or service @place
-- basis: who counts @basis
-- flow: direction
-- mode: means of transport
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher
-- publisher: who says so
-- url: where it was read
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known
-- note_de: remark in German
-- note_en: remark in English
select
  claim_id, indicator, place, basis, flow, mode, period_kind, period_start, period_end, value,
  value_low, value_high, unit, qualifier, evidence_kind, f.status, confidence, f.publisher_level,
  s.publisher, s.url, f.known_since, f.known_since_precision, note_de, note_en
from core.best_claim f
join core.source s using (source_id)
where list_contains($places, place)
  and ($unsure = 'yes' or confidence <> 'low')
order by indicator, basis, period_start nulls last, period_end, flow, place
