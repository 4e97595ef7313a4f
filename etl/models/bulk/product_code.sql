-- Chapters, headings and subheadings of the harmonised system with trade in any month.
-- digits: digits of the harmonised system: 2, 4 or 6
-- product: so many digits of the harmonised system, X where masked
select distinct digits, product from bulk.product_year order by digits, product
