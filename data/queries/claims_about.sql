-- What is said of some measures, wherever, whenever and by whom: every claim but repeats, with the place of
-- each in the order of precedence?
-- $indicators: measures @indicator list = trade_value,share_of_region_trade,rank_among_partners,change_on_previous_year,product_trade_value,share_of_product_in_partner_trade
-- partner: trading partner or other end @region
select
  claim_id, series_key, precedence, indicator, region, counterpart as partner, place, flow, product,
  trade_system, china_scope, basis, period_kind, period_start, period_end, value, value_low, value_high,
  at_least, at_most, step, unit, qualifier, evidence_kind, evidence_level, status, confidence,
  source_id, known_since, known_since_precision
from core.claim_ranked
where list_contains($indicators, indicator) and not is_repeat
  and coalesce(adjustment, 'none') = 'none'
order by indicator, region, partner, flow, period_start, period_end, precedence, claim_id
