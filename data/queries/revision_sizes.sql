-- How far do official figures move after they are published, and which way, by their age? For each
-- figure and age class the first statistic of an office beside the newest one; both dated.
-- claim_ids: the newest statistic, the earlier one
-- age_class: age of the earlier one when published, in months after its period: m3 (up to 3), m12, m24, older
-- series: code of the figure without its period
-- period: code of its period
-- partner: trading partner or other end @region
-- unit: unit of both figures @unit
-- value: newest figure @of(claim_ids[1])
-- before_value: earlier figure @of(claim_ids[2])
-- before_step: how coarsely that was printed
-- before_qualifier: how exactly that was stated
-- age_months: whole months from the end of the period to the earlier publication @computed
-- difference: newest figure less the earlier one, in the unit @computed @balance(claim_ids[1], claim_ids[2])
-- difference_pct: revision in percent of the earlier figure @computed @growth_full(claim_ids[1], claim_ids[2])
-- agrees: both are rounded equal
-- figures_count: figures of this measure and age class @computed
-- mean_pct: mean of their revisions; empty for too few @computed
-- mean_abs_pct: mean of their revisions without sign; empty for too few @computed
-- upward_pct: share of them that rose beyond rounding; empty for too few @computed
with stated as (
  select *, datediff('month', period_end, known_since)
      - (day(known_since) < day(period_end) and known_since <> last_day(known_since))::int as age_months,
    case when age_months <= 3 then 'm3' when age_months <= 12 then 'm12'
      when age_months <= 24 then 'm24' else 'older' end as age_class
  from core.claim_ranked
  where formula.is_statistic(evidence_level) and evidence_kind <> 'observation'
    and formula.is_official(publisher_level) and confidence <> 'low'
    and known_since_precision <> 'read' and known_since >= period_end
    and value <> 0 and unit not in ('rank', 'percent')
),
paired as (
  select o as o, n as n, o.age_class as age_class,
    formula.growth(n.value, o.value) as difference_pct,
    formula.agree(o.at_least, o.at_most, n.at_least, n.at_most) as agrees
  from stated o
  join stated n on n.series_key = o.series_key and n.known_since > o.known_since
  qualify row_number() over (
    partition by o.series_key, o.age_class
    order by o.known_since, o.precedence, n.known_since desc, n.precedence) = 1
)
select
  [n.claim_id, o.claim_id] as claim_ids, age_class,
  formula.series_code(n.indicator, n.region, n.counterpart, n.place, n.flow, n.mode,
    n.product_scheme, n.product, n.trade_system, n.china_scope, n.basis, n.adjustment, n.unit) as series,
  formula.period_code(n.period_kind, n.period_start, n.period_end) as period,
  n.indicator as indicator, n.region as region, n.counterpart as partner, n.place as place,
  n.flow as flow, n.mode as mode, n.product as product, n.trade_system as trade_system,
  n.china_scope as china_scope, n.basis as basis, n.period_kind as period_kind,
  n.period_start as period_start, n.period_end as period_end, n.unit as unit, n.value as value,
  n.step as step, n.qualifier as qualifier, o.value as before_value, o.step as before_step,
  o.qualifier as before_qualifier, o.age_months as age_months, n.value - o.value as difference,
  difference_pct, agrees, len(list(difference_pct) over alike) as figures_count,
  formula.mean_revision(list(difference_pct) over alike) as mean_pct,
  formula.mean_absolute_revision(list(difference_pct) over alike) as mean_abs_pct,
  formula.upward_share(list(difference_pct > 0 and not agrees) over alike) as upward_pct
from paired
window alike as (partition by n.indicator, age_class)
order by n.indicator <> 'trade_value', n.indicator,
  list_position(['m3', 'm12', 'm24', 'older'], age_class), n.region, n.counterpart, n.flow,
  n.period_end desc, n.claim_id
