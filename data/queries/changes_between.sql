-- What changed between two days: which figures are new, revised (what is shown differs beyond
-- rounding) or redefined (known before in another concept only)? By what was shown on either day;
-- what shows no date of its own is no change, for only the day of its reading is known.
-- $before: the earlier day day = 2025-05-21
-- $after: the later day day = 2026-05-21
-- $by: whose knowledge counts in publisher|here = publisher
-- claim_ids: the claim shown on the later day, then what was shown on the earlier one
-- change: new, revised or redefined
-- series: code of the figure without its period
-- period: code of its period
-- partner: trading partner or other end @region
-- value: figure shown on the later day @of(claim_ids[1])
-- value_low: lower end, where a range was shown @of(claim_ids[1])
-- value_high: upper end, where a range was shown @of(claim_ids[1])
-- qualifier: how exactly it was stated
-- before_unit: unit of the figure shown on the earlier day @unit
-- before_value: figure shown on the earlier day @of(claim_ids[2])
-- before_low: lower end, where that was a range
-- before_high: upper end, where that was a range
-- before_step: how coarsely that was printed
-- before_qualifier: how exactly that was stated
-- before_evidence_kind: kind of statement that it was
-- before_trade_system: its trade concept
-- before_china_scope: what counted as China in it
-- before_basis: who counted what in it @basis
-- difference: later figure less the earlier one, in the unit @computed @balance(claim_ids[1], claim_ids[2])
-- difference_pct: that difference in percent of the earlier figure @computed @growth_full(claim_ids[1], claim_ids[2])
-- is_other_speaker: it is revised, but another publisher says so than before, or we worked it out or read it in a copy
-- is_tiny: it is revised by less than the published threshold; never so of shares and ranks @computed
with told as (
  select k.*, r.known_since as repeats_since,
    -- What was fetched later than it was stated became known here on that day.
    greatest(k.known_since, if($by = 'here', s.received, null)) as heard,
    row(s.publisher, s.publisher_kind = 'aggregator_copy', k.evidence_kind = 'computed') as speaker
  from core.claim_ranked k join core.source s using (source_id)
  left join core.claim_ranked r on r.claim_id = k.same_as
),
earlier as (
  select * from told where heard <= $before
  qualify row_number() over (
    partition by series_key order by coalesce(repeats_since <= $before, false), precedence_key) = 1
),
later as (
  select * from told where heard <= $after
  qualify row_number() over (
    partition by series_key order by coalesce(repeats_since <= $after, false), precedence_key) = 1
),
judged as (
  select l as l, case when same.claim_id is not null then same else other end as e, case
      -- A plan or forecast that a figure follows was not revised: the figure is new.
      when formula.is_plan(same.evidence_level) and not formula.is_plan(l.evidence_level) then 'new'
      when same.claim_id is not null then 'revised'
      when other.claim_id is not null then 'redefined' else 'new'
    end as change
  from later l
  left join earlier same on same.series_key = l.series_key
  left join earlier other on other.subject_key = l.subject_key and other.series_key <> l.series_key and same.claim_id is null
  where l.known_since_precision <> 'read' and (same.claim_id is null
    or not formula.agree(same.at_least, same.at_most, l.at_least, l.at_most))
  qualify row_number() over (
    partition by l.series_key order by (other.unit <> l.unit)::int
      + (other.china_scope is distinct from l.china_scope)::int
      + (other.trade_system is distinct from l.trade_system)::int
      + (other.basis is distinct from l.basis)::int, other.precedence_key) = 1
)
select
  list_filter([l.claim_id, e.claim_id], lambda x: x is not null) as claim_ids, change,
  formula.series_code(l.indicator, l.region, l.counterpart, l.place, l.flow, l.mode,
    l.product_scheme, l.product, l.trade_system, l.china_scope, l.basis, l.adjustment, l.unit) as series,
  formula.period_code(l.period_kind, l.period_start, l.period_end) as period,
  l.indicator as indicator, l.region as region, l.counterpart as partner, l.place as place, l.mode as mode,
  l.flow as flow, l.product as product, l.trade_system as trade_system,
  l.china_scope as china_scope, l.basis as basis, l.period_kind as period_kind,
  l.period_start as period_start, l.period_end as period_end, l.unit as unit, l.value as value,
  l.value_low as value_low, l.value_high as value_high, l.step as step, l.qualifier as qualifier,
  l.evidence_kind as evidence_kind, e.unit as before_unit, e.value as before_value,
  e.value_low as before_low, e.value_high as before_high, e.step as before_step,
  e.qualifier as before_qualifier, e.evidence_kind as before_evidence_kind,
  e.trade_system as before_trade_system, e.china_scope as before_china_scope,
  e.basis as before_basis,
  case when change = 'revised' then l.value - e.value end as difference,
  case when change = 'revised' then formula.growth(l.value, e.value) end as difference_pct,
  change = 'revised' and l.speaker is distinct from e.speaker as is_other_speaker,
  coalesce(abs(difference_pct) < formula.threshold('revision_tiny')
    and l.unit not in ('percent', 'rank'), false) as is_tiny
from judged
order by list_position(['revised', 'redefined', 'new'], change), abs(difference_pct) desc nulls last,
  region <> 'de-nw', partner is distinct from 'cn', indicator <> 'trade_value', indicator, region,
  partner, flow, period_end desc, l.claim_id
