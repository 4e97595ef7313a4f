-- How did Germany's trade with one partner in one product develop month by month, as Eurostat counts? Of a chapter or heading all subheadings are added up.
-- Nothing until it was fetched or brought in.
-- $product: digits of the harmonised system, 2, 4 or 6 of them @core.traded_product.product = 85
-- $partner: trading partner @region = cn
-- $since: first year shown number = 2015
-- region: whose figure @region
-- partner: trading partner @region
-- trade_system: trade concept: special, general, community
-- product: chapter, heading or subheading @product
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: value in millions of euro
-- weight_tonnes: weight in tonnes; missing where that of a part is not given
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- publisher_level: rung of its publisher
select
  k.source_id, 'de_estat' as region, $partner as partner, t.flow::varchar as flow,
  'community' as trade_system, if(length($product) = 2, 'wa_', 'hs_') || $product as product,
  'month' as period_kind, t.month as period_start, last_day(t.month) as period_end,
  sum(t.value_eur) / 1e6 as value, if(count(t.weight_kg) = count(*), sum(t.weight_kg) / 1e3, null) as weight_tonnes, 0.000001 as step,
  'meur' as unit, 'exact' as qualifier,
  if(length($product) = 6, 'statistic', 'computed') as evidence_kind, 'unknown' as status,
  s.publisher_level
from bulk.product_month t
join bulk.product_month_state k using (month)
join core.source s using (source_id)
where t.counterpart = $partner and year(t.month) >= $since
  -- Of six digits the first alone is left when it is planned: a few row groups are read.
  and (t.product = $product or length($product) < 6 and starts_with(t.product, $product))
  and k.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
group by all
order by flow, t.month
