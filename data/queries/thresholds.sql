-- Which thresholds do the rules of status and alerts use, and why are they this high?
-- code: threshold @threshold
-- threshold: threshold in its unit
-- unit: its unit @unit
select code, "value"::double as threshold, unit, why_de, why_en
from reference.thresholds
order by code
