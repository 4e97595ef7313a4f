-- How did a measure of the local economy develop in towns and districts of the Ruhr area, or in the Land, in years?
-- $indicator: measure in unemployment_rate|gdp_per_inhabitant|share_of_foreign_residents|share_of_long_term_unemployed|share_of_gross_value_added|unemployed|vacancies|persons_employed|gross_value_added = unemployment_rate
-- $industry: of a share by industry, the industry @product = wz_b_f
-- $since: first year shown number = 1995
-- $regions: towns, districts, the Land @region list = herne,bochum,gelsenkirchen,dortmund
select
  f.claim_id, f.region, f.indicator, f.product, f.basis, f.period_kind, f.period_start, f.period_end, f.value,
  f.step, f.unit, f.qualifier, f.evidence_kind, f.status, f.confidence, f.publisher_level,
  f.note_de, f.note_en
from core.series_claim f
join reference.regions r on r.code = f.region and r.kind in ('kreis', 'land')
where f.indicator = $indicator and f.period_kind = 'year'
  and year(f.period_start) >= $since and f.product is not distinct from if($indicator = 'share_of_gross_value_added', $industry, null)
  and list_contains($regions, f.region)
order by list_position($regions, f.region), f.period_start
