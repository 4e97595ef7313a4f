-- What did a region sell to its 30 largest partners, and to China, Hong Kong, Macau and Taiwan, in
-- one year, and in the year before?
-- $region: reporting region @region = de-nw
-- $year: year number = 2024
-- whole_claim_id: the total of the same table
-- partner: trading partner @region
-- growth_pct: change on the year before in percent @computed @growth(claim_id, base_claim_id)
-- share_pct: share in all exports of the same table, in percent @computed @share(claim_id, whole_claim_id)
with export as (
  select * from core.claim_ranked
  where indicator = 'trade_value' and region = $region and flow = 'export'
    and period_kind = 'year' and trade_system = 'special' and adjustment = 'none'
    and not is_repeat and line_grade = 1 and confidence <> 'low'
    and china_scope is not distinct from case when counterpart = 'cn' then 'cn' end
)
select
  now.claim_id, g.base_claim_id, whole.claim_id as whole_claim_id,
  now.counterpart as partner, now.period_kind, now.period_start, now.period_end,
  now.value, now.step, now.unit, now.qualifier, now.evidence_kind, now.status, now.publisher_level,
  g.growth_pct, g.growth_note, formula.share(now.value, whole.value, now.step, whole.step) as share_pct
from export now
left join core.claim_growth g on g.claim_id = now.claim_id
left join export whole on whole.counterpart = 'world'
  and whole.source_id = now.source_id and whole.period_start = now.period_start
where year(now.period_start) = $year and now.counterpart <> 'world' and now.precedence = 1
qualify row_number() over (order by now.value desc, now.counterpart) <= 30
  or now.counterpart in ('cn', 'hk', 'mo', 'tw')
order by now.value desc, partner
