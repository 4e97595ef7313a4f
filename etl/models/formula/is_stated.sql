-- Whether a claim of this rung says what was, statistic or statement, not what is to come.
(evidence_level) as evidence_level <= 2
