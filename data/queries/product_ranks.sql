-- Which goods does Germany trade most with one partner in the newest whole year, and which place has that partner among all in each, as Eurostat counts?
-- Nothing until it was fetched or brought in.
-- $partner: trading partner @region = cn
-- $flow: direction of trade in export|import = import
-- $digits: digits of the harmonised system in 2|4|6 = 6
-- $until: the newest year up to this one number = 9999
-- $most: most products shown number = 20
-- region: whose figure @region
-- partner: trading partner @region
-- trade_system: trade concept: special, general, community
-- product: chapter, heading or subheading @product
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: value in millions of euro
-- share_pct: share of the partner in Germany's trade in this product in percent @computed
-- position: place of the partner among all partners in this product by value @computed
-- partners_count: partners with trade in this product
-- all_meur: Germany's trade in this product with all partners in millions of euro
-- first_partner: partner with the largest trade in this product @region
-- first_share_pct: its share in percent @computed
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- publisher_level: rung of its publisher
with newest as (
  select max(year) as year from bulk.product_year_state
  where months_count = 12 and year <= $until
    and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
traded as (
  select year, product, counterpart, value_eur from bulk.product_year
  where digits = $digits::smallint and flow = $flow and year = (from newest)
),
chosen as (
  select year, product, value_eur from traded
  where counterpart = $partner and product not like '%X%'
  order by value_eur desc, product limit $most
),
ranked as (
  select c.year, c.product, c.value_eur, count(*) as partners_count, sum(t.value_eur) as all_eur,
    1 + count(*) filter (t.value_eur > c.value_eur) as position,
    arg_max(t.counterpart, t.value_eur) as first_partner, max(t.value_eur) as first_eur
  from chosen c
  join traded t using (product)
  group by all
)
select
  k.source_ids, 'de_estat' as region, $partner as partner, $flow as flow,
  'community' as trade_system, if($digits = '2', 'wa_', 'hs_') || r.product as product,
  'year' as period_kind, make_date(k.year, 1, 1) as period_start,
  make_date(k.year, 12, 31) as period_end, r.value_eur / 1e6 as value,
  formula.share(r.value_eur, r.all_eur) as share_pct, r.position, r.partners_count,
  r.all_eur / 1e6 as all_meur, r.first_partner::varchar as first_partner,
  formula.share(r.first_eur, r.all_eur) as first_share_pct, 0.000001 as step, 'meur' as unit,
  'exact' as qualifier, 'computed' as evidence_kind, 'unknown' as status, s.publisher_level
from ranked r
join bulk.product_year_state k using (year)
join core.source s on s.source_id = k.source_ids[1]
order by r.value_eur desc, r.product
