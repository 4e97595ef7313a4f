-- What does the corridor calculator start with: each assumption, where it is from, what else is said?
-- One that rests on claims spans those that were known; one of our own is marked as such, and one
-- that no source was found for has no figure. Before its source was known a figure is not there.
-- code: assumption, also its name in a link @assumption
-- unit: unit @unit
-- low: lower end
-- high: upper end
-- basis: sourced, own (no source) or open (no source, no figure)
-- source_ids: where it was read
with listed as (
  select *, string_split(coalesce(claim_ids, ''), ';') as claims,
    string_split(coalesce(rail_claim_ids, ''), ';') as rail_claims,
    string_split(coalesce(source_ids, ''), ';') as read_in,
    string_split(coalesce(other_claim_ids, ''), ';') as others
  from reference.assumptions
),
said as (
  select l.code, coalesce(k.value_low, k.value) as low, coalesce(k.value_high, k.value) as high,
    k.claim_id, k.source_id
  from listed l join core.claim_ranked k on list_contains(l.claims, k.claim_id)
  union all
  select l.code, figure, figure, null, r.source_id
  from listed l join core.known_rail_claim r on list_contains(l.rail_claims, r.claim_id),
    lateral (select case l.quantity when 'days' then r.transit_days when 'km' then r.distance_km
      when 'capacity' then r.containers end as figure)
  union all
  select l.code, l.low, l.high, null, s.source_id
  from listed l join core.source s on list_contains(l.read_in, s.source_id)
  where (select bool_and(known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31'))
    from core.source where list_contains(l.read_in, source_id))
),
spanned as (
  select code, min(low) as low, max(high) as high,
    list_sort(list(distinct claim_id) filter (claim_id is not null)) as claim_ids,
    list_sort(list(distinct source_id)) as source_ids
  from said group by code
)
select number, code, leg, quantity, unit,
  case basis when 'own' then l.low else s.low end::double as low,
  case basis when 'own' then l.high else s.high end::double as high,
  least::double as least, most::double as most, is_single, basis,
  if(formula.first_day(stated) <= formula.as_of(), stated, null) as stated,
  formula.said(note_de) as note_de, formula.said(note_en) as note_en,
  coalesce(s.claim_ids, []) as claim_ids, coalesce(s.source_ids, []) as source_ids,
  coalesce((select list_sort(list(k.claim_id)) from core.claim_ranked k
    where list_contains(l.others, k.claim_id)), []) as other_claim_ids
from listed l left join spanned s using (code)
order by number
