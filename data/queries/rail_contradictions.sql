-- Which claims on the rail link contradict each other, and what was judged of them?
-- rail_claim: claim that is doubted: judged wrong, or the weaker of the two
-- against: claims that it contradicts
-- source_ids: all who speak here
-- against_source_ids: who contradicts it, in the order of against
-- against_dates: when, by what contradicts it, in the order of against
-- event_id: event that it is about
-- date: when, as far as known
-- against_de: what the others claim, in German
-- against_en: what the others claim, in English
with known as (
  select *, (judged_wrong, list_position(['high', 'medium', 'low'], confidence), claim_id) as doubt
  from core.rail_claim
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
pair as (
  select w.claim_id as weaker, s.*
  from known w
  join known s on s.doubt < w.doubt
    and (list_contains(w.contradicts, s.claim_id) or list_contains(s.contradicts, w.claim_id))
),
others as (
  select weaker, list(claim_id order by claim_id) as against,
    list(source_id order by claim_id) as against_source_ids,
    list(date order by claim_id) as against_dates,
    list(text_de order by claim_id) as against_de, list(text_en order by claim_id) as against_en
  from pair group by weaker
)
select
  w.claim_id as rail_claim, o.against, list_distinct([w.source_id] || o.against_source_ids)
    as source_ids, o.against_source_ids, o.against_dates, w.event_id, w.date, w.source_id, w.known_since,
  w.known_since_precision, w.confidence, w.text_de, w.text_en, o.against_de, o.against_en,
  w.judged_wrong, w.reason_de, w.reason_en
from known w
join others o on o.weaker = w.claim_id
order by w.judged_wrong desc, w.date, w.claim_id
