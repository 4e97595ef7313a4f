-- How many firms in NRW have a Chinese owner, by what counts as China and how large a stake must be?
-- Firms that we know by name, as far as their owner has not left and did come in; never a census.
-- Each definition contains the one before. A stake that nobody states is counted apart, not
-- as none, since consolidation by a parent says nothing of a share.
-- $unsure: with cases of low confidence in no|yes = no
-- definition: what counts as China: mainland, with Hong Kong and Macau, with Taiwan too
-- threshold: smallest stake of the owner that counts, in percent
-- known_count: firms whose stake is known to be so large @computed
-- unknown_count: firms of whose owner no stake is stated @computed
-- total_count: both together @computed
-- source_ids: who says so
with live as (
  select e.child_id, e.relation, e.share_pct, e.share_text, e.source_ids,
    coalesce(e.parent_country, p.country) as country
  from core.known_ownership_edge e
  join core.known_entity c on c.entity_id = e.child_id and c.in_nrw
    and c.entity_status is distinct from 'inactive'
  left join core.known_entity p on p.entity_id = e.parent_id
  left join core.known_company k on k.company_id = e.child_id
  where not e.is_ended and not e.is_planned
    and ($unsure = 'yes' or coalesce(k.show_by_default, true))
), owned as (
  select child_id, country, null as share, source_ids from live where relation <> 'owner'
  union all
  -- A majority without a figure is more than half.
  select child_id, country, coalesce(share_pct, if(share_text = 'majority', 50, null)), source_ids
  from live where relation = 'owner'
  union all
  select u.entity_id, o.country, null, list_distinct(flatten(list(l.source_ids)))
  from core.ultimate_owner u
  join core.known_entity o on o.entity_id = u.ultimate_id
  join live l on l.child_id = u.entity_id
  group by u.entity_id, o.country
), firm as (
  select child_id, max(share) as share, list_distinct(flatten(list(source_ids))) as source_ids,
    min(case when country = 'cn' then 1 when country in ('hk', 'mo') then 2
      when country = 'tw' then 3 end) as scope
  from owned group by child_id
), asked as (
  select d.position, d.definition, t.threshold
  from (values (1, 'mainland'), (2, 'hong_kong_macau'), (3, 'taiwan')) d(position, definition)
  cross join (values (10), (25), (50)) t(threshold)
)
select definition, threshold,
  count(*) filter (share >= threshold) as known_count,
  count(*) filter (child_id is not null and share is null) as unknown_count,
  known_count + unknown_count as total_count,
  coalesce(list_sort(list_distinct(flatten(list(source_ids)))), []) as source_ids
from asked
left join firm on scope <= position
group by position, definition, threshold
order by position, threshold
