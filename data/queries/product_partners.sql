-- With whom does Germany trade one product, year by year, and which place has each partner, as Eurostat counts? Whole years.
-- Nothing until it was fetched or brought in.
-- $product: digits of the harmonised system, 2, 4 or 6 of them @core.traded_product.product = 85
-- $flow: direction of trade in export|import = import
-- $most: most partners shown of each year number = 10
-- region: whose figure @region
-- partner: trading partner @region
-- trade_system: trade concept: special, general, community
-- product: chapter, heading or subheading @product
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: value in millions of euro
-- weight_tonnes: weight in tonnes; missing where it is not given
-- share_pct: share of the partner in Germany's trade in this product in percent @computed
-- position: place of the partner among all partners by value @computed
-- partners_count: partners with trade in this product
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- publisher_level: rung of its publisher
with ranked as (
  select year, product, counterpart, value_eur, weight_kg,
    rank() over (partition by year order by value_eur desc) as position,
    count(*) over (partition by year) as partners_count,
    sum(value_eur) over (partition by year) as all_eur
  from bulk.product_year
  where digits = length($product)::smallint and flow = $flow and product = $product
)
select
  k.source_ids, 'de_estat' as region, r.counterpart::varchar as partner, $flow as flow,
  'community' as trade_system, if(length($product) = 2, 'wa_', 'hs_') || r.product as product,
  'year' as period_kind, make_date(k.year, 1, 1) as period_start,
  make_date(k.year, 12, 31) as period_end, r.value_eur / 1e6 as value,
  r.weight_kg / 1e3 as weight_tonnes, formula.share(r.value_eur, r.all_eur) as share_pct,
  r.position, r.partners_count, 0.000001 as step, 'meur' as unit, 'exact' as qualifier,
  'computed' as evidence_kind, 'unknown' as status,
  s.publisher_level
from ranked r
join bulk.product_year_state k using (year)
join core.source s on s.source_id = k.source_ids[1]
where (r.position <= $most or r.counterpart = 'cn') and k.months_count = 12
  and k.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
order by k.year, r.position, partner
