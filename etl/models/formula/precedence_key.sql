-- How strong a claim is among those on the same thing: the least is shown, unless it merely repeats
-- a claim that is known too. A status that nobody stated is no worse than provisional: then the
-- newer one counts. A claim without date is known since it was read, which says nothing of its age.
-- What a table states itself comes before what we worked out from it, of the same day.
-- Reference: our order of precedence, Daten & Methoden; the one place where it is written.
(confidence, evidence_level, evidence_kind, publisher_level, status, precision, known_since, source_id,
  claim_id) as
row(
  confidence = 'low',
  evidence_level,
  list_position(['high', 'medium', 'low'], confidence),
  publisher_level,
  case status when 'final' then 1 when 'revised' then 2 when 'estimated' then 4 else 3 end,
  precision = 'read',
  date '9999-12-31' - known_since,
  evidence_kind = 'computed',
  source_id,
  claim_id
)
