-- What is left of Germany's exports after imports, in goods as Eurostat counts and in services? Two concepts beside each other, never one sum.
-- $partner: trading partner @region = cn
-- claim_ids: export and import
-- partner: trading partner @region
-- export_meur: exports in millions of euro @of(claim_ids[1])
-- import_meur: imports in millions of euro @of(claim_ids[2])
-- value: exports less imports @computed @balance(claim_ids[1], claim_ids[2])
-- status: provisional when one of its parts is
-- publisher_level: rung of its publisher
with figure as (
  select * from core.series_claim
  where (indicator, region) in (('trade_value', 'de_estat'), ('services_trade_value', 'de'))
    and counterpart = $partner and period_kind = 'year' and adjustment = 'none'
    and formula.is_statistic(evidence_level) and qualifier = 'exact'
    and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
)
select
  [x.claim_id, m.claim_id] as claim_ids, x.indicator, x.region, x.counterpart as partner,
  x.trade_system, x.basis, x.period_kind, x.period_start, x.period_end,
  x.value as export_meur, m.value as import_meur, x.value - m.value as value,
  greatest(x.step, m.step) as step, x.unit, 'exact' as qualifier, 'computed' as evidence_kind,
  if('provisional' in (x.status, m.status), 'provisional', 'unknown') as status,
  if('medium' in (x.confidence, m.confidence), 'medium', x.confidence) as confidence,
  greatest(x.publisher_level, m.publisher_level) as publisher_level
from figure x
join figure m on m.flow = 'import' and x.flow = 'export' and m.source_id = x.source_id
  and m.indicator = x.indicator and m.period_start = x.period_start
order by x.indicator desc, x.period_start
