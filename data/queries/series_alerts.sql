-- What stands out in official series, by rules that look at each series' own past?
-- $most: most rows shown number = 200
-- partner: trading partner or other end @region
-- expected_value: what its own past lets one expect, in its unit @computed
-- score: how far it is off, in usual misses @computed
select
  alert_id, rule, series, indicator, region, counterpart as partner, place, flow, mode, product,
  trade_system, china_scope, basis, period_kind, period_start, period_end, claim_id, "value",
  value_low, value_high, unit, step, qualifier, evidence_kind, expected as expected_value, score,
  p_value, tests, known_since, until, is_open
from core.known_series_alert
order by is_open desc, known_since desc, score desc, alert_id
limit $most
