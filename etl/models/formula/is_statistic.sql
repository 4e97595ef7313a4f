-- Whether a claim of this level is a statistic, an observation, or computed from an official table.
(evidence_level) as evidence_level = 1
