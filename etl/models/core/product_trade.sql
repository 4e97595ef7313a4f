-- Trade of a year by product, value and weight in one row: headings and subheadings of the harmonised system, from the newest state of one table of official statistics.
-- region: whose figure
-- counterpart: partner country or group
-- flow: direction
-- trade_system: trade concept: special, general, community
-- product_scheme: classification of the product
-- product: product or goods group
-- period_start: first day of the period
-- period_end: last day of the period
-- value_meur: value in millions of euro; missing where it is not given
-- weight_tonnes: weight in tonnes; missing where it is not given
-- status: what its publisher thinks of it
-- source_id: who says so
-- known_since: day from which it was known
select
  region, counterpart, flow, trade_system, product_scheme, product, period_start,
  make_date(year(period_start), 12, 31) as period_end, value_meur, weight_tonnes, status,
  source_id, known_since
from fed.product_trade
order by region, counterpart, flow, product_scheme, period_start, product
