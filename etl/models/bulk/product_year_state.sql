-- Which states of its table each year of bulk.product_year is of.
-- year: calendar year
-- source_ids: who says so
-- months_count: how many of its months are known
-- known_since: day from which all of them were known
select year(month)::smallint as year, list(distinct source_id order by source_id) as source_ids,
  count(*)::tinyint as months_count, max(known_since) as known_since
from bulk.product_month_state
group by year(month)
order by year
