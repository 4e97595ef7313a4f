-- Whether a claim of this level says what was, statistic or statement, not what is to come.
(evidence_level) as evidence_level <= 2
