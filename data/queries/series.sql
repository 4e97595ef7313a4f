-- How did one measure develop, a line for each region, partner, place, direction and product? What
-- differs in unit, way of counting or delimitation of China never shares a line: of foreign trade,
-- whose concepts differ by direction, ask trade_series.
-- $indicator: what is measured @indicator = unemployment_rate
-- $region: whose figures @region in any list = any
-- $partner: where it comes from, or where it goes @region in any list = any
-- $place: port, terminal or corridor @place in any list = any
-- $flow: directions; none for figures without direction in any|export|import|turnover|inward|outward|both|westbound|eastbound|none list = any
-- $product: goods or industries; none for figures of no product @product in any|none list = none
-- $basis: who counts @basis in any = any
-- $scope: what counts as China; none for other partners in any|cn|cn_hk|greater_china|undefined|none = any
-- $period: kind of period in year|half|quarter|month|span = year
-- $since: first year shown number = 1995
-- $unsure: with figures of low confidence in no|yes = no
-- partner: where it comes from, or where it goes @region
-- china_scope: what counts as China; none for other partners
select
  claim_id, indicator, region, counterpart as partner, place, coalesce(flow, 'none') as flow, product,
  basis, coalesce(china_scope, 'none') as china_scope, period_kind, period_start, period_end, value,
  value_low, value_high, step, unit, qualifier, evidence_kind, status, confidence, publisher_level,
  base_claim_id, if(unit = 'percent', null, growth_pct) as growth_pct, growth_note, note_de, note_en
from (
  from core.series_claim
  union all by name
  from core.best_claim where $unsure = 'yes' and confidence = 'low'
)
left join core.claim_growth using (claim_id)
where indicator = $indicator and trade_system is null
  and ('any' in $region or list_contains($region, region))
  and ('any' in $partner or list_contains($partner, counterpart))
  and ('any' in $place or list_contains($place, place))
  and ('any' in $flow or list_contains($flow, coalesce(flow, 'none')))
  and ('any' in $product or list_contains($product, coalesce(product, 'none')))
  and $basis in (basis, 'any') and $scope in (coalesce(china_scope, 'none'), 'any')
  and period_kind = $period and year(period_start) >= $since
order by list_position($region, region), list_position($partner, counterpart), region, counterpart,
  place, flow, product, period_start, period_end, claim_id
