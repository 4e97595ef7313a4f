-- Mean of revisions in percent without their signs: how far a figure moves, whichever way. NULL for
-- fewer than the published least.
-- Reference: McKenzie and Gamba, as for the mean revision.
(listed) as case when len(listed) >= formula.threshold('revision_least')
  then list_avg(list_transform(listed, lambda x: abs(x))) end
