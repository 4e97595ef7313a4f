-- How did the exports of several Länder to a partner develop?
-- $regions: Länder @region list = de-nw,de-by,de-bw
-- $partner: trading partner @region = cn
-- region: Land @region
-- partner: trading partner @region
select
  claim_id, region, counterpart as partner, period_kind, period_start, period_end, value, step, unit,
  qualifier, evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'trade_value' and list_contains($regions, region) and counterpart = $partner
  and flow = 'export' and period_kind = 'year' and trade_system = 'special'
  and adjustment = 'none'
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by region, period_start
