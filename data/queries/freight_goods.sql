-- Which goods did a port, or several together, handle by ship, as official statistics count them, in
-- the newest year whose divisions of goods are known?
-- $place: port or ports @place = ports_nrw
-- product: division of goods (NST 2007) @product
-- value: tonnes
select
  claim_id, product, period_kind, period_start, period_end, value, unit, qualifier, evidence_kind,
  status, publisher_level
from core.series_claim
where indicator = 'ship_handling_goods_tonnes' and basis = 'official_statistics'
  and product_scheme = 'nst2007' and period_kind = 'year' and place = $place
qualify period_start = max(period_start) over ()
order by value desc, product
