-- Which published tables are there, which states of them are known, and when is the next expected?
-- last_state: day of the newest state
-- lags_days: days from the end of each newest period to the first state with it, oldest first @computed
with appeared as (
  select source, newest_period, min(state) filter (is_dated) as first_state
  from core.known_release group by all
),
learned as (
  select source, list(date_diff('day', newest_period, first_state) order by newest_period)
    filter (first_state is not null) as lags_days
  from appeared group by source
),
newest as (
  select source, max(state) as last_state, max(newest_period) as newest_period
  from core.known_release group by source
)
select
  source, table_code, title, title_en, publisher, url, rhythm, lag_days, tolerance_days, has_ended,
  is_fetched, last_state, newest_period, coalesce(lags_days, []) as lags_days
from core.release_rule left join newest using (source) left join learned using (source)
order by source
