-- What is a kilogram of NRW's exports to China worth on average? The newest final year.
-- year: year
-- value: euros per kilogram @computed @eur_per_kg(claim_ids[1], claim_ids[2])
-- status: what the publisher thinks of value and weight
-- claim_ids: value and weight
with figure as (
  select * from core.series_claim
  where region = 'de-nw' and counterpart = 'cn' and flow = 'export' and china_scope = 'cn'
    and period_kind = 'year' and adjustment = 'none' and trade_system = 'special'
    and indicator in ('trade_value', 'trade_weight')
)
select year(v.period_start) as year, formula.eur_per_kg(v.value, w.value)::double as value,
  'eur_per_kg' as unit, v.status, [v.claim_id, w.claim_id] as claim_ids
from figure v
join figure w on w.indicator = 'trade_weight' and w.period_start = v.period_start
where v.indicator = 'trade_value' and v.status = 'final' and w.status = 'final'
order by v.period_start desc, v.claim_id, w.claim_id
limit 1
