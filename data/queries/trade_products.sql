-- Which product groups did a region trade with China in one period, in one classification? The
-- largest of each direction.
-- $region: reporting region @region = de-nw
-- $scheme: classification in gp|gp2002|wa|item|sitc = gp
-- $period: kind of period in year|half|quarter|month|year_to_date|span = year
-- $start: first day of the period day = 2020-01-01
-- $end: last day of the period day = 2020-12-31
-- $most: most groups shown of each direction number = 30
-- claim_ids: value and share
-- scheme: classification
-- known_count: groups known in that direction, shown or not
-- value: figure in its unit @of(claim_ids[1])
-- share_pct: share in all trade with China in that direction, as its publisher states it @of(claim_ids[2])
select
  list_filter([v.claim_id, s.claim_id], lambda id: id is not null) as claim_ids,
  v.flow, v.product, v.product_scheme as scheme, v.period_kind, v.period_start, v.period_end,
  v.value, v.step, v.unit, v.qualifier, v.evidence_kind, v.status, v.publisher_level,
  count(*) over (partition by v.flow) as known_count, s.value as share_pct
from core.series_claim v
left join core.series_claim s on s.indicator = 'share_of_product_in_partner_trade'
  and s.region = v.region and s.counterpart = v.counterpart and s.flow = v.flow
  and s.product = v.product and s.period_kind = v.period_kind
  and s.period_start = v.period_start and s.period_end = v.period_end
  and s.trade_system is not distinct from v.trade_system
where v.indicator = 'product_trade_value' and v.region = $region and v.counterpart = 'cn'
  and v.product_scheme = $scheme and v.period_kind = $period
  and v.period_start = $start and v.period_end = $end
qualify row_number() over (partition by v.flow order by v.value desc, v.product) <= $most
order by v.flow, v.value desc, v.product
