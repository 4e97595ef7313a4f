-- Germany's goods trade of a month with one partner in one subheading of the harmonised system, in the Community concept: some 350,000 rows a month, from the newest state of one table of official statistics that has the month. Read by counterpart, or by year and product in bulk.product_year.
-- counterpart: partner country
-- flow: direction
-- product: six digits of the harmonised system, X where its publisher masks them
-- month: first day of the month
-- value_eur: value in euro
-- weight_kg: weight in kilograms; missing where it is not given
select counterpart, flow, product, month, value_eur, weight_kg
from fed.product_month
order by counterpart, flow, product, month
