-- How did direct investment develop both ways, as Eurostat or the Bundesbank counts it in one of its tables?
-- Nothing until it was fetched or brought in.
-- $measure: what is invested at the end of the year, or what is added in it in stock|flow = stock
-- $basis: whose count, in which table or by which principle in eurostat|eurostat_geo|bundesbank_directional|bundesbank_asset_liability = eurostat_geo
-- $region: whose figure @region = de
-- $partner: other end of the investment @region = cn
-- partner: other end of the investment @region
select
  claim_id, indicator, region, counterpart as partner, flow, basis, china_scope, period_kind,
  period_start, period_end, value, step, unit, qualifier, evidence_kind, status, confidence,
  publisher_level
from core.series_claim
where indicator in ('fdi_' || $measure || '_inward_' || split_part($basis, '_', 1),
    'fdi_' || $measure || '_outward_' || split_part($basis, '_', 1))
  and region = $region and counterpart = $partner and basis = $basis and period_kind = 'year'
-- One delimitation of China: those of different kinds never share a line.
qualify dense_rank() over (order by list_position(['cn', 'cn_hk', 'undefined'], china_scope)) = 1
order by flow desc, period_start
