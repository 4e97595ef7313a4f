-- How much do a Land's exports to a partner come to beside its gross domestic product, and per job?
-- Turnover of goods beside what is added in a year: a ratio, not a share. Both from official tables;
-- the product is that of the national accounts of the Länder alone. Jobs: persons employed.
-- $partner: trading partner @region = cn
-- $regions: whose exports @region list = de-nw
-- claim_ids: exports, product, and persons employed in manufacturing
-- partner: trading partner @region
-- export_meur: exports in millions of euro @of(claim_ids[1])
-- gdp_meur: gross domestic product in millions of euro @of(claim_ids[2])
-- unit: unit of the ratio @unit
-- step: how coarsely the ratio is given
-- value: exports in percent of the gross domestic product @computed @share_full(claim_ids[1], claim_ids[2])
-- export_per_job_eur: exports per person employed in manufacturing, in euro @computed @eur_per_head(claim_ids[1], claim_ids[3])
with product as (
  select * from core.series_claim
  where indicator = 'gdp' and basis = 'laender_accounts' and period_kind = 'year'
), manufacturing as (
  select * from core.series_claim
  where indicator = 'persons_employed' and product = 'wz_c' and period_kind = 'year'
)
select
  list_filter([x.claim_id, g.claim_id, j.claim_id], lambda id: id is not null) as claim_ids,
  x.region, x.counterpart as partner, x.period_kind, x.period_start, x.period_end,
  x.value as export_meur, g.value as gdp_meur,
  round(formula.share(x.value, g.value), 1) as value, 0.1 as step, 'percent' as unit,
  'exact' as qualifier, 'computed' as evidence_kind,
  case when 'provisional' in (x.status, g.status) then 'provisional'
    when x.status = 'final' and g.status = 'final' then 'final' else 'unknown' end as status,
  greatest(x.publisher_level, g.publisher_level) as publisher_level,
  formula.eur_per_head(x.value, j.value) as export_per_job_eur
from core.series_claim x
join product g on g.region = x.region and g.period_start = x.period_start
left join manufacturing j on j.region = x.region and j.period_start = x.period_start
where x.indicator = 'trade_value' and x.flow = 'export' and x.trade_system = 'special'
  and x.counterpart = $partner and x.period_kind = 'year' and x.adjustment = 'none'
  and x.evidence_kind = 'statistic'
  and x.china_scope is not distinct from case when $partner = 'cn' then 'cn' end
  and list_contains($regions, x.region)
order by x.period_start, x.value / g.value desc, x.region
