-- Figures that exist and that their publisher keeps secret: known gaps, never zero.
-- indicator: what is measured @indicator
-- region: whose figure
-- counterpart: partner country or group
-- flow: direction
-- trade_system: trade concept: special, general, community
-- china_scope: what counts as China
-- basis: who counts what @basis
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- source_id: who says so
-- known_since: day from which it was known
select
  indicator, region, counterpart, flow, trade_system, china_scope, basis, period_kind,
  period_start, period_end, source_id, known_since
from fed.suppressed
order by indicator, region, counterpart, flow, period_start, source_id
