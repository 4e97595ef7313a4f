-- In which industries do people work in a region, and how large is each beside its share in NRW?
-- Employees subject to social insurance at their place of work, on the newest reference day. The
-- groups marked as parts add up to all; the others contain or are contained.
-- $region: where the jobs are @region = herne
-- whole_claim_id: all employees
-- nrw_claim_id: the industry in NRW
-- nrw_whole_claim_id: all employees in NRW
-- product: industry @product
-- is_part: one of the groups that add up to all
-- share_pct: share in all employees of the region, in percent @computed @share_full(claim_id, whole_claim_id)
-- nrw_share_pct: the same share in NRW @computed @share_full(nrw_claim_id, nrw_whole_claim_id)
with jobs as (
  select * from core.series_claim
  where indicator = 'employees_at_workplace' and period_kind = 'point'
    and region in ($region, 'de-nw')
  qualify dense_rank() over (partition by region order by period_start desc) = 1
)
select
  x.claim_id, a.claim_id as whole_claim_id, n.claim_id as nrw_claim_id, b.claim_id as nrw_whole_claim_id,
  x.region, x.product, x.product_scheme,
  x.product not in ('wz_b_f', 'wz_c', 'wz_g_t') as is_part,
  x.period_kind, x.period_start, x.period_end, x.value, x.step, x.unit, x.qualifier,
  x.evidence_kind, x.status, x.confidence, x.publisher_level,
  formula.share(x.value, a.value) as share_pct,
  formula.share(n.value, b.value) as nrw_share_pct
from jobs x
join jobs a on a.region = x.region and a.product is null
left join jobs n on n.region = 'de-nw' and n.product = x.product and n.period_start = x.period_start
left join jobs b on b.region = 'de-nw' and b.product is null and b.period_start = x.period_start
where x.region = $region and x.product is not null
order by x.value desc, x.product
