-- Digits of the harmonised system that questions on bulk.product_year and bulk.product_month take: all chapters, and headings and subheadings with trade in any month.
-- @view
-- product: two, four or six digits
select right(code, 2) as product from reference.products where scheme = 'wa'
union select product from bulk.product_year
