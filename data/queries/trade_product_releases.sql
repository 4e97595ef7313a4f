-- For which periods and classifications are product groups known?
-- $region: reporting region @region = de-nw
-- claim_ids: the claims of each
-- scheme: classification of the products
-- products_count: number of product groups known
select
  list(claim_id order by claim_id) as claim_ids, flow, product_scheme as scheme, period_kind,
  period_start, period_end, count(*) as products_count
from core.series_claim
where indicator = 'product_trade_value' and region = $region and counterpart = 'cn'
group by flow, product_scheme, period_kind, period_start, period_end
order by period_end desc, period_start, period_kind, flow, scheme
