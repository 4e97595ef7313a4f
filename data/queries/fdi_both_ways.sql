-- How did direct investment develop both ways, as Eurostat counts it in one of its tables?
-- $measure: what is invested at the end of the year, or what is added in it in stock|flow = stock
-- $basis: which of Eurostat's tables in eurostat|eurostat_geo = eurostat_geo
-- $region: whose figure @region = de
-- $partner: other end of the investment @region = cn
-- claim_id: the claim shown
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: other end of the investment @region
-- flow: direction
-- basis: who counts what @basis
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher
select
  claim_id, indicator, region, counterpart as partner, flow, basis, china_scope, period_kind,
  period_start, period_end, value, step, unit, qualifier, evidence_kind, status, confidence,
  publisher_level
from core.best_claim
where indicator in ('fdi_' || $measure || '_inward_eurostat', 'fdi_' || $measure || '_outward_eurostat')
  and region = $region and counterpart = $partner and basis = $basis and period_kind = 'year'
-- One delimitation of China: those of different kinds never share a line.
qualify dense_rank() over (order by list_position(['cn', 'cn_hk', 'undefined'], china_scope)) = 1
order by flow desc, period_start
