-- Which years of investment figures does their publisher keep secret, and say so?
-- Nothing until it was fetched or brought in.
-- $region: whose figure @region = de
-- $partner: other end of the investment @region = cn
-- source_ids: who keeps them secret
-- years: years that exist and are not given
select list(distinct source_id order by source_id) as source_ids, indicator, flow, basis,
  list(distinct year(period_start) order by year(period_start)) as years
from core.suppressed w
where region = $region and counterpart = $partner and period_kind = 'year'
  and known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
  and not exists (
    from core.best_claim f where f.indicator = w.indicator and f.region = w.region
      and f.counterpart = w.counterpart and f.basis = w.basis
      and f.china_scope is not distinct from w.china_scope and f.period_start = w.period_start
  )
group by indicator, flow, basis
order by basis, indicator
