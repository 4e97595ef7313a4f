-- Which years of the series that one would expect are known, and which are missing?
-- code: series expected @expected
-- subject: subject
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner @region
-- place: port or terminal @place
-- flow: direction
-- trade_system: trade concept
-- china_scope: what counts as China
-- period_kind: kind of period; empty: any, once a year
-- from_year: first year expected
-- to_year: last year expected that is over
-- known: years known
-- missing: years without any figure
-- partial: years with some of their months or quarters
-- unsure: years with nothing but figures of low confidence
-- other_scope: years for which only another delimitation of China is known
-- claim_ids: claims that the unsure years and those of another delimitation rest on
-- why_de: why it is expected and what can close gaps, in German
-- why_en: why it is expected and what can close gaps, in English
with asked as (
  select e.*, i.subject, case e.period_kind when 'month' then 12 when 'quarter' then 4
      when 'half' then 2 else 1 end as wanted,
    least(coalesce(e.to_year, 9999),
      year(coalesce(getvariable('as_of')::date, current_date)) - 1) as last_year
  from reference.expected e join reference.indicators i on i.code = e.indicator
),
found as (
  select a.code, year(f.period_start) as year, f.claim_id, f.period_start,
    case when a.china_scope <> coalesce(f.china_scope, 'none') then 'other_scope'
      when f.confidence = 'low' then 'unsure' else 'sure' end as state
  from asked a
  join core.figure f on f.indicator = a.indicator and f.region = a.region
    and f.counterpart is not distinct from coalesce(a.counterpart, f.counterpart)
    and f.place is not distinct from coalesce(a.place, f.place)
    and f.flow is not distinct from coalesce(a.flow, f.flow)
    and f.trade_system is not distinct from coalesce(a.trade_system, f.trade_system)
    and f.basis is not distinct from coalesce(a.basis, f.basis)
    and f.period_kind = coalesce(a.period_kind, f.period_kind)
    and (a.period_kind is not null or f.period_kind <> 'undated')
    and coalesce(f.adjustment, 'none') = 'none' and f.evidence_rung <= 3
),
years as (
  select code, y.year, wanted, count(distinct f.period_start) filter (f.state = 'sure') as sure,
    list(f.claim_id order by f.claim_id) filter (f.state <> 'sure') as claim_ids,
    case when sure >= wanted then 'known' when sure > 0 then 'partial'
      when bool_or(f.state = 'unsure') then 'unsure'
      when bool_or(f.state = 'other_scope') then 'other_scope' else 'missing' end as state
  from asked a cross join lateral unnest(range(from_year, last_year + 1)) as y(year)
  left join found f using (code, year)
  group by code, y.year, wanted
)
select
  a.code, a.subject, a.indicator, a.region, a.counterpart as partner, a.place, a.flow,
  a.trade_system, a.china_scope, a.period_kind, a.from_year, a.last_year as to_year,
  coalesce(list(y.year order by y.year) filter (y.state = 'known'), []) as known,
  coalesce(list(y.year order by y.year) filter (y.state = 'missing'), []) as missing,
  coalesce(list(y.year order by y.year) filter (y.state = 'partial'), []) as partial,
  coalesce(list(y.year order by y.year) filter (y.state = 'unsure'), []) as unsure,
  coalesce(list(y.year order by y.year) filter (y.state = 'other_scope'), []) as other_scope,
  coalesce(flatten(list(y.claim_ids) filter (y.state in ('unsure', 'other_scope'))), [])
    as claim_ids,
  a.why_de, a.why_en
from asked a join years y using (code)
group by all
order by list_position(['trade', 'investment', 'freight'], a.subject), a.code
