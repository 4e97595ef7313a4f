-- What do Germany and China each report of the same goods from one to the other, in US dollars?
-- Imports contain freight and insurance (cif), exports do not (fob): two counts beside each other,
-- never one sum. The gap stands with the importing side, where both have reported the year.
-- Nothing until it was fetched or brought in.
-- $flow: direction as Germany sees it in export|import = export
-- region: country that reports @region
-- partner: the other country @region
-- gap_pct: how much more the importing side reports than the exporting one with freight added, in percent of the middle of both @computed
-- gap_least_pct: the same with as much freight as is thought possible @computed
-- gap_most_pct: the same with as little freight as is thought possible @computed
with figure as (
  select * from core.series_claim
  where indicator = 'trade_value_reported' and basis = 'un_comtrade' and period_kind = 'year'
    and (region = 'de' and counterpart = 'cn' and flow = $flow
      or region = 'cn' and counterpart = 'de' and flow = if($flow = 'export', 'import', 'export'))
)
select
  f.claim_id, f.region, f.counterpart as partner, f.flow, f.basis, f.china_scope, f.period_kind,
  f.period_start, f.period_end, f.value, f.step, f.unit, f.qualifier, f.evidence_kind, f.status,
  f.confidence, f.publisher_level,
  round(formula.mirror_gap(f.value, x.value, formula.threshold('cif_fob')), 1)::double as gap_pct,
  round(formula.mirror_gap(f.value, x.value, formula.threshold('cif_fob_most')), 1)::double as gap_least_pct,
  round(formula.mirror_gap(f.value, x.value, formula.threshold('cif_fob_least')), 1)::double as gap_most_pct
from figure f
left join figure x on f.flow = 'import' and x.flow = 'export' and x.period_start = f.period_start
order by f.region desc, f.period_start
