-- Which state of its table each month of bulk.product_month is of.
-- month: first day of the month
-- source_id: who says so
-- known_since: day from which it was known
select month, source_id, known_since from fed.product_month_state order by month
