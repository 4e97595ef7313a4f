-- Where figures and events were read: who says it, through whom, when, under which licence.
-- source_id: key of the source
-- publisher: who says it
-- publisher_kind: kind of publisher
-- relayed_by: who carried it on
-- title: what it is; of a cited report what was read there, not its heading
-- title_en: the same in English
-- url: address where it was read
-- published: day of publication; of a month or year its last day
-- published_precision: how exactly that day is known
-- known_since: published, or the day it was collected when no date is given
-- known_since_precision: how exactly that day is known; read = the source shows no date
-- received: day on which this installation got it; none of what the project carries
-- licence: licence that its publisher gave; cited_fact = single figure, quoted; operator_report = reported by an operator for this dashboard
-- is_official_table: a table of official statistics
-- publisher_level: rung in the precedence (1 official table … 7 copy)
with read_for as (
  select source_id, case i.subject when 'freight' then indicator else i.subject end as topic
  from fed.claim join reference.indicators i on i.code = indicator
  union select source_id, 'rail' from fed.rail_claim
  union select unnest(string_split(source_ids, ';')), 'cooperation' from fed.event
  union select unnest(string_split(source_ids, ';')), 'company' from fed.company
),
-- Where more than the title says was read, it must not look like the whole.
of_several as (
  select source_id from read_for group by all having count(*) > 1
),
titled as (
  from fed.source select *, licence = 'cited_fact' and not is_official_table
    and not ends_with(title, 'u. a.') and source_id in (from of_several) as is_more
)
select
  source_id, coalesce(n.name, s.publisher) as publisher, publisher_kind, relayed_by,
  title || if(is_more, ' u. a.', '') as title,
  coalesce(title_en, title) || if(is_more, ' and others', '') as title_en, url,
  case when published_precision <> 'read' then published end as published,
  nullif(published_precision, 'read') as published_precision,
  coalesce(published, date '2026-11-21') as known_since,
  coalesce(published_precision, 'read') as known_since_precision,
  r.received, licence, is_official_table,
  case
    when is_official_table then 1
    when publisher_kind = 'official_statistics' then 2
    when publisher_kind in ('ministry_or_agency', 'municipality', 'chamber', 'research', 'register')
      then 3
    when publisher_kind = 'company' then 4
    when publisher_kind = 'news_agency' then 5
    when publisher_kind = 'press' then 6
    else 7
  end::tinyint as publisher_level
from titled s
left join reference.publisher_names n on n.code = s.publisher
left join fed.received r using (source_id)
order by source_id
