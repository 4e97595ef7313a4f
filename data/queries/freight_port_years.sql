-- For which years does official statistics name several single ports in NRW?
-- year: year
-- ports_count: number of ports named
-- claim_ids: their claims
select year(period_start)::integer as year, count(distinct place) as ports_count,
  list(claim_id order by claim_id) as claim_ids
from core.series_claim
where indicator = 'ship_handling_tonnes' and basis = 'official_statistics'
  and period_kind = 'year'
  and place in (select code from reference.places where kind = 'port')
group by year
having ports_count >= 3
order by year desc
