-- Which goods did a port, or several together, handle by ship, as official statistics count them, in
-- the newest year whose divisions of goods are known?
-- $place: port or ports @place = ports_nrw
-- claim_id: the claim shown
-- product: division of goods (NST 2007) @product
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: tonnes
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- publisher_level: rung of its publisher
select
  claim_id, product, period_kind, period_start, period_end, value, unit, qualifier, evidence_kind,
  status, publisher_level
from core.best_claim
where indicator = 'ship_handling_goods_tonnes' and basis = 'official_statistics'
  and product_scheme = 'nst2007' and period_kind = 'year' and place = $place
qualify period_start = max(period_start) over ()
order by value desc, product
