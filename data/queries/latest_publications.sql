-- What became known last: the newest publications with a date, and for each how many of its
-- figures were new, agreed with what was shown until then, revised it, or contradicted it. Compared
-- as by changes_between: a copy counts as known before the table that it copies.
-- $since: only publications from this day on day = 1900-01-01
-- $most: at most so many publications number = 10
-- claim_ids: the figures of the publication
-- source_id: the publication
-- subjects: subjects it speaks of
-- known_since_precision: how exactly that day is known
-- new_count: figures on things that nothing was known of before
-- agreeing_count: figures that agree with what was shown until then
-- revised_count: statistics that replace what was shown with another figure
-- contradicting_count: figures that differ from what was shown without replacing it
-- indicator: what the example measures @indicator
-- region: whose figure the example is @region
-- counterpart: partner in the example @region
-- place: place in the example @place
-- flow: direction in the example
-- period_kind: kind of period of the example
-- period_start: first day of the example's period
-- period_end: last day of the example's period
-- value: the example, in its unit
-- step: how coarsely it was printed
-- unit: unit of the example @unit
with dated as (
  select * from core.claim_ranked where known_since_precision <> 'read' and not is_repeat
),
before as (
  select k.*, r.known_since as repeats_since
  from core.claim_ranked k
  left join core.claim_ranked r on r.claim_id = k.same_as
),
chosen as (
  select source_id, max(known_since) as known_since from dated
  where known_since >= $since
  group by source_id
  qualify row_number() over (order by max(known_since) desc, source_id) <= $most
),
judged as (
  select n.claim_id, o.claim_id is not null as is_known,
    coalesce(not formula.agree(o.at_least, o.at_most, n.at_least, n.at_most), false) as differs,
    n.precedence < o.precedence and formula.is_statistic(n.evidence_level) as replaces
  from dated n
  join chosen using (source_id)
  left join before o on o.series_key = n.series_key and o.known_since < n.known_since
  qualify row_number() over (partition by n.claim_id
    order by coalesce(o.repeats_since < n.known_since, false), o.precedence_key) = 1
),
told as (
  select d.*, j.is_known, j.differs, coalesce(j.replaces, false) as replaces,
    row_number() over (
      partition by d.source_id
      order by d.region <> 'de-nw', d.counterpart is distinct from 'cn', d.indicator <> 'trade_value',
        d.period_end desc, d.claim_id
    ) as place_in_source
  from dated d
  join judged j using (claim_id)
)
select
  list(t.claim_id order by t.place_in_source) as claim_ids, t.source_id,
  list(distinct i.subject order by i.subject) as subjects,
  max(t.known_since) as known_since, first(t.known_since_precision) as known_since_precision,
  count(*) filter (not t.is_known) as new_count,
  count(*) filter (t.is_known and not t.differs) as agreeing_count,
  count(*) filter (t.differs and t.replaces) as revised_count,
  count(*) filter (t.differs and not t.replaces) as contradicting_count,
  arg_min(t.indicator, t.place_in_source) as indicator,
  arg_min(t.region, t.place_in_source) as region,
  arg_min_null(t.counterpart, t.place_in_source) as counterpart,
  arg_min_null(t.place, t.place_in_source) as place,
  arg_min_null(t.flow, t.place_in_source) as flow,
  arg_min(t.period_kind, t.place_in_source) as period_kind,
  arg_min_null(t.period_start, t.place_in_source) as period_start,
  arg_min_null(t.period_end, t.place_in_source) as period_end,
  arg_min_null(t.value, t.place_in_source) as value,
  arg_min_null(t.step, t.place_in_source) as step,
  arg_min(t.unit, t.place_in_source) as unit,
  arg_min(t.qualifier, t.place_in_source) as qualifier
from told t
join reference.indicators i on i.code = t.indicator
group by t.source_id
order by known_since desc, t.source_id
