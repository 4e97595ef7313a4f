-- Whether a claim of this level is a plan or a forecast.
(evidence_level) as evidence_level = 4
