-- Which figures on the same thing differ beyond rounding from the one that is shown?
-- claim_ids: shown claim and other claim
-- kind: newer_state (both statistics, the shown one published later), forecast (the other was a plan or forecast) or contradiction
-- subject: subject
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner @region
-- place: place @place
-- flow: direction
-- product: product @product
-- trade_system: trade concept
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- unit: unit of the figures @unit
-- shown: figure shown
-- other: other figure
-- shown_value: figure that is shown, where it is no range
-- other_value: other figure, where it is no range
-- difference: other figure less the shown one
-- difference_pct: that difference in percent of the shown figure @computed
-- decided_by: rung of the precedence that decided
select
  [s.claim_id, o.claim_id] as claim_ids,
  case
    when s.evidence_kind = 'statistic' and o.evidence_kind = 'statistic'
      and s.known_since > o.known_since then 'newer_state'
    when o.evidence_rung > 3 then 'forecast'
    else 'contradiction'
  end as kind,
  i.subject, s.indicator, s.region, s.counterpart as partner, s.place, s.flow, s.product,
  s.trade_system, s.china_scope, s.period_kind, s.period_start, s.period_end, s.unit,
  r.difference, r.difference_pct, r.decided_by
from core.rival r
join core.known s on s.claim_id = r.shown_id
join core.known o on o.claim_id = r.other_id
join reference.indicators i on i.code = s.indicator
where not r.agrees
order by i.subject, s.indicator, s.region, partner, s.flow, s.period_start, r.other_id
