-- Which headings of a chapter, or subheadings of a heading, does Germany trade with China, as Eurostat counts?
-- Nothing until it was fetched or brought in.
-- $within: chapter or heading of the harmonised system @product = wa_84
-- $flow: direction of trade in export|import = export
-- $year: year number = 2024
-- product: heading or subheading @product
-- scheme: classification
-- period_kind: kind of period
-- value: value in millions of euro
-- step: how coarsely it was printed
-- unit: unit of the value @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
select
  t.source_id, t.flow, t.product, t.product_scheme as scheme, 'year' as period_kind,
  t.period_start, t.period_end, t.value_meur as value, t.weight_tonnes, 0.000001 as step,
  'meur' as unit, 'exact' as qualifier, 'statistic' as evidence_kind, t.status, s.publisher_level
from core.product_trade t
join core.source s using (source_id)
where t.region = 'de_estat' and t.counterpart = 'cn' and t.flow = $flow
  and year(t.period_start) = $year and t.product_scheme in ('hs4', 'hs6')
  and regexp_full_match(t.product, 'hs_' || regexp_extract($within, '[0-9]+') || '[0-9][0-9]')
  and t.known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
order by t.value_meur desc nulls last, t.product
