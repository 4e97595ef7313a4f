-- What was promised of jobs and sums, and what was documented later? A promise is an announcement of jobs, or of a sum that is no purchase price; beside it stands the newest later document: a figure, or that it was given up.
-- $company: one company, or all @core.company.company_id in all = all
-- measure: jobs, or the sum to be invested in million EUR (sum)
-- promised_value: how much was promised
-- is_documented: something was documented later
-- later_kind: what happened later; none where it is the number of employees @event_kind
-- later_value: how much was documented; employees are all there are, not only new ones; none where it was given up
-- later_date: when, as far as known
-- later_scope_de: what the number of employees covers, in German
-- later_scope_en: what the number of employees covers, in English
-- later_source_ids: who says what was documented later
-- source_ids: who says so, of promise and later document
with told as (
  select *, 'jobs' as measure, jobs::double as said
  from core.known_entity_event where jobs is not null
  union all by name
  select *, 'sum' as measure, amount_meur::double as said
  from core.known_entity_event where amount_meur is not null
),
promise as (
  from told where kind = 'announced' and said > 0 and confidence <> 'low'
    and (measure = 'jobs' or amount_basis in ('announced', 'planned', 'whole_project')
      and (deal_id is null or mode = 'greenfield'))
),
after as (
  select p.event_id, p.measure, t.kind, t.said, t.date, t.first_day, t.source_ids as told_ids
  from promise p join told t on t.entity_id = p.entity_id and t.measure = p.measure
    and t.first_day > p.first_day and t.kind in ('founded', 'expanded', 'reduced')
  union all by name
  select p.event_id, p.measure, e.kind, e.date, e.first_day, e.source_ids as told_ids
  from promise p join core.known_entity_event e on e.entity_id = p.entity_id
    and e.first_day > p.first_day and e.kind in ('withdrawn', 'blocked', 'closed')
  union all by name
  select p.event_id, p.measure, c.employees::double as said, c.employees_year::varchar as date,
    make_date(c.employees_year, 12, 31) as first_day, c.employees_scope_de as later_scope_de,
    c.employees_scope_en as later_scope_en, c.source_ids as told_ids
  from promise p join core.known_company c on c.company_id = p.entity_id
    and c.employees_year > year(p.first_day)
  where p.measure = 'jobs'
),
newest as (
  from after qualify row_number() over (partition by event_id, measure
    order by first_day desc, kind nulls last, said) = 1
)
select p.event_id, p.entity_id, c.name, p.date, p.measure, p.said as promised_value,
  n.event_id is not null as is_documented, n.kind as later_kind, n.said as later_value,
  n.date as later_date, n.later_scope_de, n.later_scope_en, p.note_de, p.note_en,
  n.told_ids as later_source_ids,
  list_distinct(p.source_ids || coalesce(n.told_ids, [])) as source_ids
from promise p
join core.known_entity c using (entity_id)
left join newest n using (event_id, measure)
where $company in ('all', p.entity_id)
order by is_documented desc, p.first_day desc nulls last, p.event_id, p.measure
