-- Which share of Germany's trade with a partner goes by each mode of transport at the border of the EU, of its value or its weight? No share is given where too much goes by an unknown mode.
-- Nothing until it was fetched or brought in.
-- $partner: trading partner @region = cn
-- $measure: share of what in mode_trade_value|mode_trade_weight = mode_trade_value
-- $period: kind of period; the newest year as far as it is known in year|month = year
-- $since: first year shown number = 2015
-- partner: trading partner @region
-- period_kind: kind of period
-- value: share in percent, to hundredths @computed
-- mode_meur: trade by that mode in millions of euro
-- all_modes_meur: trade by all modes in millions of euro
-- mode_tonnes: trade by that mode in tonnes
-- all_modes_tonnes: trade by all modes in tonnes
-- unknown_pct: share of what goes by an unknown mode, in percent @computed
-- is_too_unknown: that share is above the published threshold
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- source_ids: who says so
-- publisher_level: rung of its publisher
with month as (
  select *, if($period = 'month', period_start, date_trunc('year', period_start))::date as start_day
  from core.mode_trade
  where region = 'de_estat' and counterpart = $partner and product is null
    and year(period_start) >= $since
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
whole as (
  select flow, start_day, max(period_end) as period_end, sum(value_meur) as all_modes_meur,
    sum(weight_tonnes) as all_modes_tonnes, count(distinct period_start) as months_count,
    list(distinct source_id order by source_id) as source_ids,
    bool_or(status = 'provisional') as is_provisional,
    formula.share(
      coalesce(sum(if($measure = 'mode_trade_value', value_meur, weight_tonnes))
        filter (mode = 'mode_unknown'), 0),
      sum(if($measure = 'mode_trade_value', value_meur, weight_tonnes))) as unknown_pct,
    unknown_pct > formula.threshold('mode_unknown') as is_too_unknown
  from month group by flow, start_day
),
part as (
  select region, counterpart, flow, trade_system, mode, start_day, sum(value_meur) as mode_meur,
    sum(weight_tonnes) as mode_tonnes
  from month group by all
)
select
  w.source_ids, p.region, p.counterpart as partner, p.flow, p.trade_system, p.mode,
  case when $period = 'month' then 'month' when months_count = 12 then 'year'
    else 'year_to_date' end as period_kind,
  p.start_day as period_start, w.period_end,
  if(is_too_unknown and p.mode <> 'mode_unknown', null,
    round(if($measure = 'mode_trade_value', formula.share(mode_meur, all_modes_meur),
      formula.share(mode_tonnes, all_modes_tonnes)), 2)) as value,
  mode_meur, all_modes_meur, mode_tonnes, all_modes_tonnes, unknown_pct,
  is_too_unknown, 0.01 as step,
  'percent' as unit, 'exact' as qualifier, 'computed' as evidence_kind,
  if(is_provisional, 'provisional', 'unknown') as status,
  (select max(s.publisher_level) from core.source s where list_contains(w.source_ids, s.source_id))
    as publisher_level
from part p
join whole w using (flow, start_day)
where $period = 'month' or months_count = month(w.period_end)
order by p.flow, p.mode, p.start_day
