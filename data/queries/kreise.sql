-- Where do the Kreise of NRW lie, how large are they, how many people live there?
-- Reference, not claims: each figure stands with the day it speaks of and where it was read.
-- ags: Kreis @kreis
-- population_2018: people counted on by the register at the end of 2018
-- population_2018_date: the day it speaks of
-- population_2018_source: where it was read
-- population_zensus2022: people found by the census of 2022
-- population_zensus2022_date: the day it speaks of
-- population_zensus2022_source: where it was read
-- population_zensus2022_known_since: the copy shows no date: the day it was collected
select
  ags, in_rvr, lat, lon, area_km2, population_2018, population_2018_date, population_2018_source,
  population_zensus2022, population_zensus2022_date, population_zensus2022_source,
  date '2026-11-21' as population_zensus2022_known_since
from reference.kreise
order by ags
