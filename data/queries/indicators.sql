-- What is measured: how is each indicator defined, in which unit, and may it be added up?
-- $subject: subject in all|trade|investment|freight|region = all
-- code: indicator @indicator
-- comparable_with: indicator that it may stand beside @indicator
-- claims_count: figures known
with known as (select indicator, count(*) as n from core.claim_ranked group by indicator)
select
  i.code, i.subject, i.unit, i.may_be_summed, i.comparable_with, i.definition_de,
  i.definition_en, coalesce(k.n, 0) as claims_count
from reference.indicators i
left join known k on k.indicator = i.code
where $subject in ('all', i.subject)
order by list_position(['trade', 'investment', 'freight', 'region'], i.subject), claims_count desc, i.code
