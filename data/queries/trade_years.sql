-- For which years are exports of a region to single partners known?
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- year: year
select year(period_start)::integer as year, status, claim_id
from core.series_claim
where indicator = 'trade_value' and region = $region and counterpart = $partner
  and flow = 'export' and period_kind = 'year' and trade_system = 'special'
  and adjustment = 'none'
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by year desc
