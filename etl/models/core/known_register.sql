-- What the register knows of each company in NRW at the date asked for: its highest owner, how old the newest evidence is, and how well it is documented.
-- @view
-- ultimate_name: name of the highest owner
-- ultimate_country: country of the highest owner @region
-- evidence_day: newest day on which a source, or GLEIF's record, spoke of it; sources without a date do not count
-- evidence_months: full months since that day
-- is_fresh: not older than the limit for fresh evidence
-- publishers_count: different publishers who speak of it
-- facts_count: facts known, of seven: owner, share, town, kind of entry, year of entry, last report, employees
-- quality_complete: known facts [percent]
-- quality_sources: different publishers, of three [percent]
-- quality_age: freshness of the newest evidence [percent]
-- quality: how well it is documented, from 0 to 100
with asked as (select coalesce(getvariable('as_of')::date, current_date) as today),
told as (
  select entity_id, unnest(source_ids) as source_id from core.entity
  union select entity_id, unnest(source_ids) from core.entity_event
),
evidence as (
  select t.entity_id, count(distinct s.publisher) as publishers_count,
    max(s.known_since) filter (s.known_since_precision <> 'read' and not contains(source_id, '@'))
      as said_day
  from told t join core.source s using (source_id)
  where s.known_since <= formula.as_of() group by t.entity_id
),
fact as (
  select e.entity_id, u.ultimate_id, p.name as ultimate_name, p.country as ultimate_country,
    coalesce(u.ultimate_reason, 'none') as ultimate_reason,
    coalesce(v.publishers_count, 0) as publishers_count,
    greatest(v.said_day, if(e.lei_since <= formula.as_of(), e.record_day, null)) as dated_day,
    -- least() passes over what is missing: without a date would be today.
    case when dated_day is not null then least(dated_day, today) end as evidence_day,
    datesub('month', evidence_day, today) as evidence_months,
    [c.parent_name is not null or u.ultimate_id is not null,
     c.stake_pct is not null or c.stake_text is not null, e.city_code is not null,
     c.entry_mode is not null, c.entry_year is not null,
     coalesce(c.last_known_status, 'unknown') <> 'unknown', c.employees is not null] as facts
  from core.entity e cross join asked
  left join core.known_company c on c.company_id = e.entity_id
  left join evidence v using (entity_id)
  left join core.ultimate_owner u using (entity_id)
  left join core.entity p on p.entity_id = u.ultimate_id
  where e.role = 'company' and e.in_nrw and e.known_since <= formula.as_of()
),
graded as (
  select *, list_sum(facts::integer[])::integer as facts_count,
    100.0 * facts_count / len(facts) as quality_complete,
    100.0 * least(publishers_count, 3) / 3 as quality_sources,
    formula.freshness_pct(evidence_months) as quality_age
  from fact
)
select entity_id, ultimate_id, ultimate_name, ultimate_country, ultimate_reason, evidence_day,
  evidence_months,
  coalesce(evidence_months <= formula.threshold('evidence_months'), false) as is_fresh,
  publishers_count, facts_count, quality_complete, quality_sources, quality_age,
  formula.evidence_quality(quality_complete, quality_sources, quality_age) as quality
from graded
