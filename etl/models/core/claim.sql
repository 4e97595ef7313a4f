-- Every figure as somebody's claim. Asked through core.claim_ranked and core.best_claim, never directly.
-- claim_id: key of the claim
-- indicator: what is measured @indicator
-- region: whose figure @region
-- counterpart: partner country or group
-- place: port, terminal, corridor or town @place
-- flow: direction
-- mode: means of transport
-- product_scheme: classification of the product
-- product: product or goods group @product
-- trade_system: trade concept: special, general, community
-- china_scope: what counts as China
-- basis: who counts what @basis
-- adjustment: calendar or seasonal adjustment
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- value_low: lower end of a stated range
-- value_high: upper end of a stated range
-- unit: unit of the figure @unit
-- value_printed: figure as it was printed
-- qualifier: how exactly it is stated
-- step: how coarsely it was printed, in its unit: the step of its last digit that says something
-- at_least: lowest value that the claim, as rounded and qualified, agrees with
-- at_most: highest value that the claim, as rounded and qualified, agrees with
-- evidence_kind: kind of statement
-- evidence_level: rung in the precedence (1 statistic, observation, computed from an official table … 4 plan)
-- line_grade: which figures may share a line: 1 statistics with what is computed from them, 2 statements, 3 announcements and what is nothing but planned, 4 other plans
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- source_id: who says so
-- publisher_level: rung of its publisher in the precedence
-- known_since: day from which it was known
-- known_since_precision: how exactly that day is known; read = day it was collected
-- same_as: claim that it merely repeats
-- line_key: number of what it is a figure of, whatever the period: same thing, concept, unit, kind of period
-- series_key: number of the thing that it speaks of, the same for all claims on it
-- subject_key: number of that thing whatever its concept or unit: with another concept it is another thing
-- precedence_key: its place in the precedence among all claims, repeats or not; 1 goes before all others
-- series_claims_count: how many claims there are on the same thing, whenever known; with one there is no contradiction
-- note_de: remark in German
-- note_en: remark in English
-- note_de_since: first day on which the German remark may stand; empty: any
-- note_en_since: first day on which the English remark may stand; empty: any
-- refuse: a claim without figure :: select claim_id from core.claim where value is null and (value_low is null or value_high is null)
-- refuse: a range upside down :: select claim_id from core.claim where value_low > value_high
-- refuse: a period that ends before it starts :: select claim_id from core.claim where period_end < period_start
-- refuse: a period without days that is not undated :: select claim_id from core.claim where period_kind <> 'undated' and (period_start is null or period_end is null)
-- refuse: a year that is none :: select claim_id from core.claim where period_kind = 'year' and (period_start <> date_trunc('year', period_start) or period_end <> make_date(year(period_start), 12, 31))
-- refuse: a month that is none :: select claim_id from core.claim where period_kind = 'month' and (period_start <> date_trunc('month', period_start) or period_end <> last_day(period_start))
-- refuse: a quarter that is none :: select claim_id from core.claim where period_kind = 'quarter' and (period_start <> date_trunc('quarter', period_start) or period_end <> last_day(period_start + interval 2 month))
-- refuse: a half year that is none :: select claim_id from core.claim where period_kind = 'half' and (period_start <> date_trunc('quarter', period_start) or month(period_start) not in (1, 7) or period_end <> last_day(period_start + interval 5 month))
-- refuse: a part of a year that does not begin with it :: select claim_id from core.claim where period_kind = 'year_to_date' and (period_start <> date_trunc('year', period_start) or year(period_end) <> year(period_start))
-- refuse: a point in time of several days :: select claim_id from core.claim where period_kind = 'point' and period_start <> period_end
-- refuse: the Community concept under Germany's national figures, or these under it :: select claim_id from core.claim where region in ('de', 'de_estat') and (region = 'de_estat') <> (trade_system is not distinct from 'community') and trade_system is not null
-- refuse: a repeat that says another figure, beyond rounding and a hundred-thousandth :: select r.claim_id from core.claim r join core.claim o on o.claim_id = r.same_as where not formula.agree(r.at_least, r.at_most, o.at_least, o.at_most) and coalesce(abs(r.value - o.value) > 1e-5 * abs(o.value), true)
-- refuse: a figure printed so finely that it is not even itself :: select claim_id, value, value_printed from core.claim where not formula.agree(at_least, at_most, at_least, at_most)
-- refuse: a repeat of a repeat :: select r.claim_id from core.claim r join core.claim o on o.claim_id = r.same_as where o.same_as is not null
-- refuse: a claim known before its period began, and no expectation :: select claim_id, period_start, known_since from core.claim where evidence_kind not in ('plan', 'forecast', 'announcement', 'capacity') and known_since < period_start
-- refuse: two things under one number :: select series_key from core.claim group by 1 having count(distinct (indicator, region, counterpart, place, flow, mode, product_scheme, product, trade_system, china_scope, basis, adjustment, period_kind, period_start, period_end, unit)) > 1
-- refuse: two claims with one short id :: select formula.short_id(claim_id) from core.claim group by 1 having count(*) > 1
with printed as (
  select
    *,
    -- Figures on single firms differ because the firms do: each is a thing of its own.
    case when starts_with(indicator, 'case_') then claim_id end as single_case,
    -- What is expected speaks of days to come by its nature.
    evidence_kind in ('plan', 'forecast') as is_expected,
    0.5 * formula.rounding_step(coalesce(value_printed, cast(value as double)::varchar), value)
      as half_step
  from fed.claim
),
planned as (
  select indicator from fed.claim group by indicator
  having bool_and(evidence_kind in ('plan', 'forecast', 'capacity'))
)
select
  c.claim_id, c.indicator, c.region, c.counterpart, c.place, c.flow, c.mode,
  c.product_scheme, c.product, c.trade_system, c.china_scope, c.basis, c.adjustment,
  c.period_kind, c.period_start, c.period_end,
  c.value, c.value_low, c.value_high, c.unit, c.value_printed, c.qualifier,
  round(2 * half_step, 6) as step,
  case
    when c.value is null then c.value_low::double
    when c.unit = 'rank' then c.value::double
    when c.qualifier in ('up_to', 'less_than') then null
    when c.qualifier = 'about' then c.value - 2 * half_step
    when c.qualifier = 'almost' then c.value - 2 * half_step
    when c.qualifier = 'more_than' then c.value::double
    else c.value - half_step
  end as at_least,
  case
    when c.value is null then c.value_high::double
    when c.unit = 'rank' then c.value::double
    when c.qualifier = 'more_than' then null
    when c.qualifier = 'about' then c.value + 2 * half_step
    when c.qualifier in ('almost', 'up_to', 'less_than') then c.value::double
    else c.value + half_step
  end as at_most,
  c.evidence_kind,
  case
    when c.evidence_kind in ('statistic', 'observation') then 1
    -- A sum over an official table says what the table says; our part in it is marked, not ranked.
    when c.evidence_kind = 'computed' and s.is_official_table then 1
    when c.evidence_kind in ('statement', 'report', 'computed', 'context') then 2
    when c.evidence_kind = 'announcement' then 3
    else 4
  end::tinyint as evidence_level,
  case when c.evidence_kind = 'computed' then 1
    when c.indicator in (from planned) then 3 else evidence_level end::tinyint as line_grade,
  c.status, c.confidence, c.source_id, s.publisher_level,
  c.known_since, c.known_since_precision, c.same_as, c.note_de, c.note_en,
  hash(c.indicator, c.region, c.counterpart, c.place, c.flow, c.mode, c.product_scheme, c.product,
    c.trade_system, c.china_scope, c.basis, c.adjustment, c.period_kind, c.unit, single_case)
    as line_key,
  hash(c.indicator, c.region, c.counterpart, c.place, c.flow, c.mode, c.product_scheme, c.product,
    c.trade_system, c.china_scope, c.basis, c.adjustment, c.period_kind, c.period_start,
    c.period_end, c.unit, single_case) as series_key,
  hash(c.indicator, c.region, c.counterpart, c.place, c.flow, c.mode, c.product, c.period_kind,
    c.period_start, c.period_end, single_case) as subject_key,
  row_number() over (order by formula.precedence_key(c.confidence, evidence_level, c.evidence_kind,
    s.publisher_level, c.status, c.known_since_precision, c.known_since, c.source_id, c.claim_id))
    as precedence_key,
  count(*) over (partition by series_key) as series_claims_count,
  if(is_expected, null, formula.said_from(c.note_de)) as note_de_since,
  if(is_expected, null, formula.said_from(c.note_en)) as note_en_since
from printed c
join core.source s using (source_id)
order by c.indicator, c.region, c.counterpart, c.flow, c.period_start, c.claim_id
