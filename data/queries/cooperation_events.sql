-- What happened between NRW and China, what was only announced, and what ended?
-- $where: which places in NRW in nrw|ruhr|herne = nrw
-- $since: first year; undated events only from 0 on number = 0
-- $unsure: with events of low confidence in no|yes = no
-- date: when, as far as known (year, year-month or day); none for an undated event
-- last_day: last day that the date can mean
-- nature: event, intention (announced, planned, hoped for, named as a theme) or end
-- place: place in NRW @city
-- counterpart: place in China @city
-- part: for Herne: partnership (with Luzhou), centre (Kompetenz-Zentrum) or association
-- is_herne: the place is Herne
-- is_dated: at least its year is known
select
  e.event_id, e.date, e.date_precision, e.first_day, formula.last_day(e.date) as last_day, e.kind,
  case
    when e.kind in ('exit', 'end_of_cooperation') then 'end'
    when e.kind in ('goal', 'plan', 'idea', 'statement', 'initiative', 'partnership_field',
      'competence_centre') then 'intention'
    -- Recorded as a settlement, but the source only tells that it is meant to come.
    when starts_with(e.note_en, 'Announcement') then 'intention'
    else 'event'
  end as nature,
  e.place_nrw_code as place, e.counterpart_code as counterpart, e.theme,
  case
    when e.place_nrw_code <> 'herne' then null
    when e.counterpart_code = 'luzhou' then 'partnership'
    when e.kind in ('competence_centre', 'press_conference', 'goal', 'statement') then 'centre'
    when e.kind in ('foundation', 'plan') then 'association'
  end as part,
  e.place_nrw_code = 'herne' as is_herne,
  e.title_de, e.title_en, e.note_de, e.note_en, e.confidence,
  e.date is not null as is_dated, e.known_since,
  e.source_ids
from core.known_event e
left join reference.cities c on c.code = e.place_nrw_code
left join reference.kreise k on k.ags = c.ags or (c.ags is null and k.name_de = c.name_de)
where ($unsure = 'yes' or e.confidence <> 'low')
  and ($where = 'nrw' or e.place_nrw_code = $where or ($where = 'ruhr' and k.in_rvr))
  and ($since <= 0 or year(last_day) >= $since)
order by e.first_day nulls last, last_day, e.event_id
