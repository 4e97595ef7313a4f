-- For which periods is a figure known, and in which of them do its states differ beyond rounding?
-- $series: code of the figure without its period @core.named_figure.series = trade_value.de-nw.world.export.special.meur
-- partner: trading partner or other end @region
select
  series, period, claim_id, states_count, is_moved, indicator, region, counterpart as partner,
  place, flow, product, trade_system, china_scope, basis, period_kind, period_start, period_end, unit
from core.named_figure
where series = $series
order by period_end desc, period_start
