-- Which years of the series that one would expect are known, and which are missing?
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner @region
-- place: port or terminal @place
-- to_year: last year expected that is over
-- known: years known
-- missing: years without a figure that the series can show, also the four kinds below
-- partial: years with only some of their months or quarters
-- unsure: years with nothing but figures of low confidence
-- in_part: years of which only a part has a figure, where whole years are expected
-- secret: years that their publisher keeps secret
-- other_scope: years for which only another delimitation of China is known
-- claim_ids: claims that the unsure years, those in part and those of another delimitation rest on
-- source_ids: who keeps the secret years secret
with state as (
  select code, min(year) as from_year, max(year) as to_year,
    coalesce(list(year order by year) filter (state = 'known'), []) as known,
    coalesce(list(year order by year) filter (state in ('missing', 'unsure', 'in_part', 'secret', 'other_scope')), [])
      as missing,
    coalesce(list(year order by year) filter (state = 'partial'), []) as partial,
    coalesce(list(year order by year) filter (state = 'unsure'), []) as unsure,
    coalesce(list(year order by year) filter (state = 'in_part'), []) as in_part,
    coalesce(list(year order by year) filter (state = 'secret'), []) as secret,
    coalesce(list(year order by year) filter (state = 'other_scope'), []) as other_scope,
    coalesce(flatten(list(claim_ids order by year) filter (state in ('unsure', 'in_part', 'other_scope'))), [])
      as claim_ids,
    coalesce(list_distinct(flatten(list(source_ids) filter (state = 'secret'))), []) as source_ids
  from core.expected_year group by code
)
select e.code, i.subject, e.indicator, e.region, e.counterpart as partner, e.place, e.flow,
  e.trade_system, e.china_scope, e.period_kind, s.* exclude (code),
  formula.said(e.why_de) as why_de, formula.said(e.why_en) as why_en
from state s
join reference.expected e using (code)
join reference.indicators i on i.code = e.indicator
order by list_position(['trade', 'investment', 'freight', 'region'], i.subject),
  list_position(['herne', 'de-nw', 'de'], e.region) nulls last, e.code
