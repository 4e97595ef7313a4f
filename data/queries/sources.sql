-- Where were figures and events read: who says it, when, under which licence, and how much rests on it?
-- $subject: what it is used for in all|trade|investment|freight|region|cooperation = all
-- $kind: kind of publisher in all|official_statistics|ministry_or_agency|municipality|chamber|research|company|news_agency|press|aggregator_copy = all
-- $text: part of publisher, title or address; % for any text = %
-- source_id: key of the source
-- url: address where it was read; none for what an operator reported here
-- known_since: published, or the day it was collected when no date is given
-- publisher_level: rung in the precedence; 1 and 2 are official statistics
-- subjects: what it is used for
-- claims_count: figures that rest on it
-- rows_count: companies, events, rail claims, rows of reports, assumptions that rest on it
-- row_keys: keys of those of them that may rest on several sources, each once
with english as (
  select map(list(code), list(label_en)) as names from reference.descriptive_names
),
used as (
  select source_id, i.subject, 1 as claims, 0 as others, null as row_key
  from core.claim_ranked k join reference.indicators i on i.code = k.indicator
  union all select unnest(source_ids), 'investment', 0, 1, company_id from core.company
  union all select unnest(source_ids), 'investment', 0, 1, 'of_firm_' || event_id from core.entity_event
  union all select source_id, 'freight', 0, 1, null from core.rail_claim
  union all select source_id, 'freight', 0, 1, null from core.route_point
  union all select source_id, 'trade', 0, count(*), null from core.product_trade group by source_id
  union all select source_id, 'trade', 0, count(*), null from core.partner_trade group by source_id
  union all select source_id, 'freight', 0, count(*), null from core.mode_trade group by source_id
  union all select source_id, 'freight', 0, row_count, null from core.delivery
    where source_id is not null
  union all select unnest(string_split(source_ids, ';')), 'freight', 0, 1, code
    from reference.assumptions where source_ids is not null
  union all select unnest(source_ids), 'cooperation', 0, 1, event_id from core.event
),
counted as (
  select source_id, list(distinct subject order by subject) as subjects,
    sum(claims)::bigint as claims_count, sum(others)::bigint as rows_count,
    list(distinct row_key order by row_key) filter (row_key is not null) as row_keys
  from used group by source_id
)
select
  source_id, publisher, publisher_kind, relayed_by, title, title_en, url, licence, is_official_table,
  known_since, known_since_precision, publisher_level, coalesce(subjects, []) as subjects,
  coalesce(claims_count, 0) as claims_count, coalesce(rows_count, 0) as rows_count,
  coalesce(row_keys, []) as row_keys
from core.source
left join counted using (source_id)
cross join english
where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  and ($subject = 'all' or list_contains(subjects, $subject))
  and $kind in ('all', publisher_kind)
  and ($text = '%' or contains(
    strip_accents(lower(concat_ws(' ', publisher, names[publisher], relayed_by,
      names[relayed_by], title, title_en, url))),
    strip_accents(lower($text))))
order by publisher_level, publisher, known_since desc, source_id
