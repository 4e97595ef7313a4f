-- What did single ports in NRW handle by ship in one year, as official statistics count it? Herne
-- has its row also when no figure is known.
-- $year: year number = 2019
-- claim_id: the claim shown; none when nothing is known
-- place: port @place
-- value: tonnes
-- publisher_level: rung of its publisher
with handled as (
  select * from core.series_claim
  where indicator = 'ship_handling_tonnes' and basis = 'official_statistics'
    and period_kind = 'year' and year(period_start) = $year
    and place in (select code from reference.places where kind = 'port')
)
select
  claim_id, p.code as place, 'year' as period_kind, make_date($year, 1, 1) as period_start,
  make_date($year, 12, 31) as period_end, value, 'tonnes' as unit, qualifier,
  coalesce(evidence_kind, 'statistic') as evidence_kind, coalesce(status, 'unknown') as status,
  confidence, coalesce(publisher_level, 2) as publisher_level
from reference.places p
left join handled h on h.place = p.code
where h.claim_id is not null
  or (p.code = 'port_herne' and make_date($year, 1, 1) <= formula.as_of())
order by value desc nulls last, place
