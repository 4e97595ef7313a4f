-- What stands out in official series: the newest month or quarter against trend and season, levels against the year before, changes of a year against earlier ones. Robust, from what was known on the day alone; of all tests of a rule made together only as many as keep the share of false ones low (Benjamini and Hochberg). Asked through core.known_series_alert.
-- alert_id: key of the alert, always the same for the same matter
-- rule: spike, break or change
-- series: figure without its period, as links carry it
-- claim_id: claim that stands out
-- expected: what it is compared with: what its own past lets one expect, in its unit
-- score: how far it is off, in usual misses
-- p_value: how likely a figure lies so far off by chance
-- tests: figures looked at together by that rule on that day
-- known_since: day from which it stands out
-- until: first day on which it no longer does; missing while it lasts
select alert_id, rule, series, claim_id, expected, score, p_value, tests, known_since, until
from fed.series_alert
order by known_since, alert_id
