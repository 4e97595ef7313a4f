-- How many figures have a second claim beside them, and how many of these pairs agree?
-- pairs_count: claims that stand beside a shown one, without mere repeats
-- agree_count: those that are rounded equal to it
select count(*) as pairs_count, count(*) filter (agrees) as agree_count
from core.claim_conflict
