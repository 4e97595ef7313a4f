-- Regularity of headways: standard deviation of the days between trains over their mean (CV);
-- 0 = like clockwork, about 1 = at random. NULL for fewer than three gaps.
-- Reference: coefficient of variation of headways; TCRP Report 165, Transit Capacity and Quality
-- of Service Manual, 3rd edition, chapter 5.
(gaps) as case when len(gaps) >= 3
  then list_stddev_samp(gaps) / nullif(list_avg(gaps), 0) end
