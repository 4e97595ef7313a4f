-- Which lines got a newer figure between two days? All figures of the lines that matter most here,
-- and how many more lines and figures there are. By what was known here on the later day alone:
-- what its publisher stated earlier is news on the day on which it was fetched.
-- $after: the earlier day, which is not meant itself day = 2026-04-30
-- $until: the later day day = 2026-05-31
-- $most: at most so many lines number = 5
-- partner: trading partner or other end @region
-- line: the place of the line among those with news, from 1
-- is_new: a figure on a period that nothing was known of before
-- lines_count: lines with a newer figure in all
-- figures_count: new figures on all of them
with heard as (
  select source_id, coalesce(received, date '1900-01-01') as received from core.source
),
judged as (
  select s.*, greatest(s.known_since, h.received) > $after and s.known_since_precision <> 'read'
    and not s.is_repeat and e.claim_id is null as is_new
  from core.series_claim s join heard h using (source_id)
  left join (from core.claim_ranked join heard using (source_id)) e
    on e.line_key = s.line_key and e.period_start = s.period_start
    and e.period_end = s.period_end and greatest(e.known_since, e.received) <= $after
  where greatest(s.known_since, h.received) <= $until and s.period_end is not null and not starts_with(s.indicator, 'case_')
    -- A rate repeats what the line of its figure says.
    and s.indicator not in (select code from reference.rates)
  qualify row_number() over (partition by s.claim_id order by e.claim_id) = 1
),
line as (
  select line_key, count(*) filter (is_new) as new_count, max(period_end) as newest,
    any_value(indicator) as indicator, any_value(region) as region,
    any_value(counterpart) as counterpart, any_value(product) as product,
    any_value(place) as place, any_value(flow) as flow, any_value(period_kind) as period_kind,
    any_value(unit) as unit
  from judged
  group by line_key
  having max(period_end) filter (is_new) = max(period_end) and count(*) > 1
),
counted as (
  select *, count(*) over () as lines_count, sum(new_count) over () as figures_count,
    row_number() over (
      partition by indicator, region, flow, coalesce(place, '')
      order by counterpart is distinct from 'cn', product is not null, period_kind = 'year',
        newest desc, line_key) as place_in_subject
  from line
),
chosen as (
  select *, row_number() over (
      order by region <> 'de-nw', place_in_subject, counterpart is distinct from 'cn',
        product is not null, indicator <> 'trade_value', newest desc, indicator, region, flow,
        line_key) as line
  from counted
  qualify line <= $most
)
select
  l.line, j.claim_id, j.indicator, j.region, j.counterpart as partner, j.place, j.flow, j.mode, j.product,
  j.trade_system, j.china_scope, j.basis, j.period_kind, j.period_start, j.period_end, j.value,
  j.value_low, j.value_high, j.step, j.unit, j.qualifier, j.evidence_kind, j.status, j.confidence,
  j.known_since, j.known_since_precision, j.is_new, g.base_claim_id, g.growth_pct, g.growth_note,
  l.lines_count, l.figures_count
from chosen l
join judged j using (line_key)
left join core.claim_growth g using (claim_id)
order by l.line, j.period_end, j.period_start, j.claim_id
