-- Mean of revisions in percent, with their signs: whether first figures tend to be too low (above
-- zero) or too high. NULL for fewer than the published least.
-- Reference: McKenzie and Gamba, Interpreting the Results of Revision Analyses: Recommended Summary
-- Statistics, OECD/Eurostat Task Force on Performing Revisions Analysis, 2008.
(listed) as case when len(listed) >= formula.threshold('revision_least') then list_avg(listed) end
