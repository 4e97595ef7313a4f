-- What stands out in official series, as known at the date asked for.
-- @view
-- is_open: it still stands out
select a.*, coalesce(a.until > formula.as_of(), true) as is_open, c.indicator, c.region, c.counterpart, c.place, c.flow, c.mode, c.product, c.trade_system,
  c.china_scope, c.basis, c.period_kind, c.period_start, c.period_end, c.value, c.value_low,
  c.value_high, c.unit, c.step, c.qualifier, c.evidence_kind
from core.series_alert a join core.claim c using (claim_id)
where a.known_since <= formula.as_of()
