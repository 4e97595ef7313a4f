-- How many residents with a partner's nationality have the Kreise of the Ruhr area, the area, and NRW?
-- All on one reference day: of the days with most Kreise the newest.
-- $partner: nationality @region in cn|hk|mo|tw = cn
-- region: Kreis, Ruhr area or Land @region
-- partner: nationality @region
-- period_start: the reference day
-- period_end: the same
-- value: residents
with told as (
  select f.*, r.kind, count(*) over (partition by f.period_start) as places
  from core.series_claim f
  join reference.regions r on r.code = f.region
  left join reference.kreise k on k.ags = r.ags
  where f.indicator = 'residents_by_nationality' and f.counterpart = $partner
    and f.confidence <> 'low' and (k.in_rvr or f.region in ('ruhr', 'de-nw'))
)
select
  claim_id, region, kind, counterpart as partner, china_scope, period_kind, period_start,
  period_end, value, step, unit, qualifier, evidence_kind, status, confidence, publisher_level,
  note_de, note_en
from told
qualify dense_rank() over (order by places desc, period_start desc) = 1
order by value desc, region
