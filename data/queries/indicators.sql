-- What is measured: how is each indicator defined, in which unit, and may it be added up?
-- $subject: subject in all|trade|investment|freight|region = all
-- code: indicator @indicator
-- comparable_with: indicator that it may stand beside @indicator
-- definition_de: what it covers, in German; before its first figure nothing that names a later day
-- definition_en: what it covers, in English; before its first figure nothing that names a later day
-- claims_count: figures known
with known as (select indicator, count(*) as n from core.claim_ranked group by indicator)
select
  i.code, i.subject, i.unit, i.may_be_summed, i.comparable_with,
  if(k.n > 0, i.definition_de, formula.said(i.definition_de)) as definition_de,
  if(k.n > 0, i.definition_en, formula.said(i.definition_en)) as definition_en,
  coalesce(k.n, 0) as claims_count
from reference.indicators i
left join known k on k.indicator = i.code
where $subject in ('all', i.subject)
order by list_position(['trade', 'investment', 'freight', 'region'], i.subject), claims_count desc, i.code
