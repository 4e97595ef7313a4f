-- Percentile of a list, linearly interpolated; NULL for fewer values than the published least.
-- Reference: Hyndman and Fan, The American Statistician 50 (1996), 361-365, definition 7.
(listed, share) as case when len(listed) >= formula.threshold('percentile_least')
  then list_aggregate(listed, 'quantile_cont', share) end
