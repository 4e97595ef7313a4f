-- Where do the Kreise of NRW lie, how large are they, how many people live there?
-- Reference, not claims: each figure stands with the day it speaks of and where it was read; it is
-- there from that day on. The copy of the census shows no date: from the day it was collected on.
-- ags: Kreis @kreis
-- population_2018: people counted on by the register at the end of 2018
-- population_2018_date: the day it speaks of
-- population_2018_source: where it was read
-- population_zensus2022: people found by the census of 2022
-- population_zensus2022_date: the day it speaks of
-- population_zensus2022_source: where it was read
select
  k.ags, in_rvr, lat, lon, area_km2, register.* exclude (ags), census.* exclude (ags)
from reference.kreise k
left join (
  select ags, population_2018, population_2018_date, population_2018_source from reference.kreise
  where population_2018_date <= formula.as_of()
) register using (ags)
left join (
  select ags, population_zensus2022, population_zensus2022_date, population_zensus2022_source
  from reference.kreise where date '2026-11-21' <= formula.as_of()
) census using (ags)
order by ags
