-- Rows of bulk.product_month added up to years, by chapter, heading and subheading: read by year and product.
-- digits: digits of the harmonised system: 2, 4 or 6
-- flow: direction
-- product: so many digits of the harmonised system, X where masked
-- year: calendar year; the newest as far as it is known
-- counterpart: partner country
-- value_eur: value in euro
-- weight_kg: weight in kilograms; missing where that of a part is not given
with six as (
  select flow, product, extract(year from month) as year, counterpart,
    sum(value_eur) as value_eur, case when count(weight_kg) = count(*) then sum(weight_kg) end as weight_kg
  from bulk.product_month
  group by flow, product, extract(year from month), counterpart
),
four as (
  select flow, substring(product, 1, 4) as product, year, counterpart,
    sum(value_eur) as value_eur, case when count(weight_kg) = count(*) then sum(weight_kg) end as weight_kg
  from six group by flow, substring(product, 1, 4), year, counterpart
),
two as (
  select flow, substring(product, 1, 2) as product, year, counterpart,
    sum(value_eur) as value_eur, case when count(weight_kg) = count(*) then sum(weight_kg) end as weight_kg
  from four group by flow, substring(product, 1, 2), year, counterpart
)
select cast(digits as smallint) as digits, flow, cast(year as smallint) as year, product, counterpart,
  cast(value_eur as bigint) as value_eur, cast(weight_kg as bigint) as weight_kg
from (
  select 2 as digits, * from two
  union all select 4 as digits, * from four
  union all select 6 as digits, * from six
) level
order by digits, flow, year, product, counterpart
