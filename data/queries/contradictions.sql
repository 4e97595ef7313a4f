-- Which figures on the same thing differ beyond rounding from the one that is shown?
-- claim_ids: claim shown, other claim
-- kind: newer_state (both statistics or computed from them, the shown one known later), later_state (the other is final, official and later, but behind in the precedence), forecast (the other was a plan or forecast), contradiction
-- partner: trading partner @region
-- unit: unit of both figures @unit
-- shown_value: figure that is shown @of(claim_ids[1])
-- shown_low: lower end, where a range is shown
-- shown_high: upper end, where a range is shown
-- shown_qualifier: how exactly it is stated
-- shown_step: how coarsely it was printed, in its unit
-- other_value: other figure @of(claim_ids[2])
-- other_low: lower end, where it is a range
-- other_high: upper end, where it is a range
-- other_qualifier: how exactly that is stated
-- other_step: how coarsely that was printed, in its unit
-- difference: other figure less the shown one, in the unit @computed @balance(claim_ids[2], claim_ids[1])
-- difference_pct: that difference in percent of the shown figure @computed @growth_full(claim_ids[2], claim_ids[1])
select
  [s.claim_id, o.claim_id] as claim_ids,
  case
    when formula.is_statistic(s.evidence_level) and (formula.is_statistic(o.evidence_level) or o.evidence_kind = 'computed')
      and s.known_since > o.known_since then 'newer_state'
    when formula.is_statistic(s.evidence_level) and (formula.is_statistic(o.evidence_level) or o.evidence_kind = 'computed')
      and o.status = 'final' and o.known_since > s.known_since then 'later_state'
    when not formula.is_stated(o.evidence_level) then 'forecast'
    else 'contradiction'
  end as kind,
  i.subject, s.indicator, s.region, s.counterpart as partner, s.place, s.flow, s.mode, s.product,
  s.trade_system, s.china_scope, s.period_kind, s.period_start, s.period_end, s.unit,
  s.value as shown_value, s.value_low as shown_low, s.value_high as shown_high,
  s.qualifier as shown_qualifier, s.step as shown_step, o.value as other_value, o.value_low as other_low,
  o.value_high as other_high, o.qualifier as other_qualifier, o.step as other_step,
  r.difference, r.difference_pct, r.decided_by
from core.claim_conflict r
join core.claim_ranked s on s.claim_id = r.shown_id
join core.claim_ranked o on o.claim_id = r.other_id
join reference.indicators i on i.code = s.indicator
where not r.agrees
order by list_position(['trade', 'investment', 'freight', 'region'], i.subject), s.indicator, s.region, s.counterpart, s.flow, s.period_start, r.other_id
