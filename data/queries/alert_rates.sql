-- How often is each alert rule wrong on generated series?
-- code: series generated @alert_series
-- rule: silence, outlier, revision or overdue of reports; spike, break or change of official series
-- found_percent: share of planted faults found in percent; empty where none were planted
select code, rule, years, false_per_year::double as false_per_year, found_pct::double as found_percent
from reference.alert_rates
order by list_position(['silence', 'outlier', 'revision', 'overdue', 'spike', 'break', 'change'],
  rule), code
