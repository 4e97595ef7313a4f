-- How many residents with a partner's nationality have the Kreise of the Ruhr area, the area, and NRW?
-- All on one reference day: of the days with most Kreise the newest.
-- $partner: nationality @region in cn|hk|mo|tw = cn
-- claim_id: the claim
-- region: Kreis, Ruhr area or Land @region
-- kind: kind of region
-- partner: nationality @region
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: the reference day
-- period_end: the same
-- value: residents
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher
-- note_de: remark in German
-- note_en: remark in English
with told as (
  select f.*, r.kind, count(*) over (partition by f.period_start) as places
  from core.best_claim f
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
