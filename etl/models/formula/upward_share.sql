-- Share of figures that were revised upward, in percent; `listed` says of each whether it was. NULL
-- for fewer than the published least.
-- Reference: McKenzie and Gamba, as for the mean revision (share of positive revisions).
(listed) as case when len(listed) >= formula.threshold('revision_least')
  then 100.0 * len(list_filter(listed, lambda x: x)) / len(listed) end
