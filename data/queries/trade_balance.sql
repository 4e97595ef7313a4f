-- What is left of exports after imports? Always with its badge where the concepts differ.
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- $period: kind of period in year|month = year
-- claim_ids: export and import
-- partner: trading partner @region
-- export_meur: exports in millions of euro @of(claim_ids[1])
-- import_meur: imports in millions of euro @of(claim_ids[2])
-- value: exports less imports @computed @balance(claim_ids[1], claim_ids[2])
-- step: the coarser step of its two parts
-- status: provisional when one of its parts is
-- publisher_level: rung of its publisher
-- export_system: trade concept of the exports
-- import_system: trade concept of the imports
-- mixes_concepts: exports and imports follow different concepts
with figure as (
  select * from core.series_claim
  where indicator = 'trade_value' and region = $region and counterpart = $partner
    and period_kind = $period and adjustment = 'none'
    and flow in ('export', 'import')
    and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
    and trade_system = formula.trade_system($region, flow)
)
select
  [x.claim_id, m.claim_id] as claim_ids, x.region, x.counterpart as partner,
  x.period_kind, x.period_start, x.period_end,
  x.value as export_meur, m.value as import_meur, x.value - m.value as value, greatest(x.step, m.step) as step, x.unit,
  'exact' as qualifier, 'computed' as evidence_kind,
  case when 'provisional' in (x.status, m.status) then 'provisional'
    when x.status = 'final' and m.status = 'final' then 'final' else 'unknown' end as status,
  greatest(x.publisher_level, m.publisher_level) as publisher_level,
  x.trade_system as export_system, m.trade_system as import_system,
  x.trade_system <> m.trade_system as mixes_concepts
from figure x
join figure m on m.flow = 'import' and x.flow = 'export'
  and m.period_start = x.period_start and m.period_end = x.period_end
order by x.period_start
