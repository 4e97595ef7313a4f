"""Names of firms compared: variants, candidates with a score, pairs. Pure: no files, no engine."""
