-- What is known of each Kreis of NRW by one measure? One row for each Kreis, also for one without a
-- figure. Residents and jobs are of one reference day: of those with most Kreise the newest. Jobs are
-- those of all firms, not of Chinese ones. A published count follows the rule of who counted: two of
-- them are never compared or added up; where a Kreis has several the newest is given.
-- $measure: what is measured in cases|published|residents|jobs = cases
-- $unsure: with cases and figures of low confidence in no|yes = no
-- inhabitants_claim_id: claim on the inhabitants
-- ags: Kreis @kreis
-- measure: what is measured
-- cases_count: documented cases; none is no figure on the firms there @computed
-- per_10000_count: residents holding the nationality per 10,000 inhabitants @computed @per_10000(claim_id, inhabitants_claim_id)
-- source_ids: who says so
-- url: where the count was read
with counted as (
  select f.*, r.ags, count(*) over (partition by f.period_start) as places
  from core.series_claim f
  join reference.regions r on r.code = f.region and r.kind = 'kreis'
  where f.period_kind = 'point' and case $measure
    when 'residents' then f.indicator = 'residents_by_nationality' and f.counterpart = 'cn'
    when 'jobs' then f.indicator = 'employees_at_workplace' and f.product is null else false end
), told as (
  select * from counted
  qualify dense_rank() over (order by places desc, period_start desc) = 1
), published as (
  select f.*, r.ags
  from core.claim_ranked f
  join reference.regions r on r.code = f.region and r.kind = 'kreis'
  where $measure = 'published' and f.indicator = 'chinese_firms' and not f.is_repeat
    and ($unsure = 'yes' or f.confidence <> 'low')
  qualify row_number() over (
    partition by f.region order by f.period_end desc nulls last, f.precedence, f.claim_id) = 1
), figure as (
  select * exclude (places), null as precedence from told
  union all by name
  select * from published
), inhabitants as (
  select claim_id, region, period_start, value
  from core.series_claim where indicator = 'population' and period_kind = 'point'
), cases as (
  select kreis_ags as ags, count(*) as cases_count,
    list_sort(list_distinct(flatten(list(source_ids)))) as source_ids
  from core.known_company
  where $measure = 'cases' and ($unsure = 'yes' or show_by_default)
  group by kreis_ags
)
select
  k.ags, $measure as measure, f.claim_id, f.region, p.claim_id as inhabitants_claim_id,
  f.china_scope, f.period_kind, f.period_start, f.period_end, f.value, f.step, f.unit, f.qualifier,
  f.evidence_kind, f.status, f.confidence, f.publisher_level, f.known_since,
  f.known_since_precision, s.publisher, s.relayed_by, s.url, f.note_de, f.note_en,
  case when $measure = 'cases' then coalesce(c.cases_count, 0) end as cases_count,
  formula.per_10000(f.value, p.value) as per_10000_count, c.source_ids
from reference.kreise k
left join figure f using (ags)
left join core.source s on s.source_id = f.source_id
left join inhabitants p on $measure = 'residents' and p.region = f.region
  and p.period_start = f.period_start
left join cases c using (ags)
order by k.ags
