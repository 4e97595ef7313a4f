-- What did each Land sell to a partner in one year? The lines for goods of foreign origin and the
-- remainder belong to the table: without them the Länder do not add up to Germany.
-- $partner: trading partner @region = cn
-- $year: year number = 2024
-- whole_claim_id: Germany's claim of the same table
-- region: Land or special line @region
-- kind: Land or special line
-- growth_pct: change on the year before in percent @computed @growth(claim_id, base_claim_id)
-- share_pct: share in Germany's exports to this partner in the same table, in percent @computed @share(claim_id, whole_claim_id)
with export as (
  select f.*, r.kind
  from core.claim_ranked f
  join reference.regions r on r.code = f.region
  where f.indicator = 'trade_value' and f.counterpart = $partner and f.flow = 'export'
    and f.period_kind = 'year' and f.trade_system = 'special' and f.adjustment = 'none'
    and not f.is_repeat and f.line_grade = 1 and f.confidence <> 'low'
    and (r.kind in ('land', 'special_line') or f.region = 'de')
    and f.china_scope is not distinct from case when $partner = 'cn' then 'cn' end
)
select
  now.claim_id, g.base_claim_id, whole.claim_id as whole_claim_id,
  now.region, now.kind, now.period_kind, now.period_start, now.period_end,
  now.value, now.step, now.unit, now.qualifier, now.evidence_kind, now.status, now.publisher_level,
  g.growth_pct, g.growth_note, formula.share(now.value, whole.value, now.step, whole.step) as share_pct
from export now
left join core.claim_growth g on g.claim_id = now.claim_id
left join export whole on whole.region = 'de' and whole.source_id = now.source_id
  and whole.period_start = now.period_start
where year(now.period_start) = $year and now.region <> 'de' and now.precedence = 1
order by now.value desc, now.region
