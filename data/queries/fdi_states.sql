-- How did figures on direct investment move? Every published state of each, oldest first, and which
-- is the newest; of a state without date nobody knows its place: it comes last and is never the newest
-- beside dated ones. All who speak of one measure read the same statistic at different times, so states
-- of one figure are told apart by when they were known, not by who passed them on.
-- $indicator: what is measured in fdi_flow_outward|fdi_stock_outward|fdi_stock_outward_consolidated|fdi_stock_inward|fdi_transactions_rhodium = fdi_flow_outward
-- $region: whose figure @region = de
-- $partner: other end of the investment @region = cn
-- $unsure: with figures of low confidence in no|yes = no
-- figure: number of the figure that it is a state of
-- state: number of the state among those of its figure, 1 is the oldest
-- states_count: how many states of its figure are known
-- is_newest: the state that holds
-- partner: other end of the investment @region
-- basis: who says so @basis
with told as (
  select k.*, s.publisher, s.relayed_by, s.url,
    list_position(['year', 'half', 'quarter', 'span'], period_kind) as kind,
    dense_rank() over (order by kind, period_end desc, period_start, china_scope, k.unit) as figure
  from core.claim_ranked k
  join core.source s using (source_id)
  where indicator = $indicator and region = $region and counterpart = $partner
    and not is_repeat and ($unsure = 'yes' or confidence <> 'low')
)
select
  claim_id, figure,
  row_number() over (
    partition by figure order by known_since_precision = 'read', known_since, precedence desc, claim_id
  ) as state,
  count(*) over (partition by figure) as states_count,
  row_number() over (
    partition by figure order by known_since_precision = 'read', confidence = 'low', known_since desc, precedence, claim_id desc
  ) = 1 as is_newest,
  indicator, region, counterpart as partner, china_scope, basis, period_kind, period_start,
  period_end, value, value_low, value_high, step, at_least, at_most, unit, qualifier,
  evidence_kind, status, confidence, publisher_level, publisher, relayed_by, url, known_since,
  known_since_precision, note_de, note_en
from told
order by figure, state
