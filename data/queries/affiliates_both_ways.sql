-- How big are enterprises of one country under control of the other, both ways, as Eurostat counts?
-- The survey changed with 2021: years before and since are lines of their own.
-- Nothing until it was fetched or brought in.
-- $measure: what is counted in enterprises|persons|turnover = turnover
-- $region: whose figure @region = de
-- $partner: the other country @region = cn
-- partner: the other country @region
-- line: direction, and whether before or after the change of the survey
select
  claim_id, indicator, region, counterpart as partner, flow, basis,
  flow || if(basis = 'eurostat_fats', '_since_2021', '_until_2020') as line,
  china_scope, period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind,
  status, confidence, publisher_level
from core.series_claim
where indicator = 'fats_' || $measure and region = $region and counterpart = $partner
  and period_kind = 'year'
-- One delimitation of China: those of different kinds never share a line.
qualify dense_rank() over (order by list_position(['cn', 'cn_hk', 'undefined'], china_scope)) = 1
order by flow desc, period_start
