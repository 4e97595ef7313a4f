-- Whether a claim of this rung is a plan or a forecast.
(evidence_level) as evidence_level = 4
