-- What was last said about the operation of the link, and does anything follow it?
-- The third and fourth part of the status rule: the operator's newest statement, without one the
-- newest report that traffic rests. Announcements and intentions never change the status.
-- claim: the row
-- event_kind: statement_no_traffic or suspension
-- date: when (year, year-month or day)
-- nothing_since: no train, series or statement on operation can lie after it
with evidence as (select * from core.known_rail_claim where is_evidence),
said as (
  select * from evidence
  where event_kind = 'suspension'
    or (event_kind = 'statement_no_traffic' and evidence_kind = 'operator_statement')
),
newest as (
  select * from said
  order by event_kind = 'suspension', last_day desc, known_since desc, claim_id limit 1
)
select
  claim_id as claim, event_kind, "date", date_precision, publisher, known_since,
  known_since_precision, source_id,
  not exists (
    from evidence later
    where later.last_day > newest.last_day
      and (later.event_kind in ('train', 'series_of_trains')
        or later.claim_id in (select claim_id from said))
  ) and not exists (from core.distinct_train where day > newest.last_day) as nothing_since
from newest
