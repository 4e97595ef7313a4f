-- Protected sums of the office's own list, as far as somebody chose to publish them: every state that was shown.
-- sum_id: key of the sum
-- delivery_id: list that it is of
-- list_day: day on which the list was accepted
-- source_id: the list as a source
-- measure: what is summed
-- breakdown: table that it stands in
-- code: cell of that table
-- value: sum; none where it is protected
-- is_protected: not shown, to protect single firms
-- sites_known: rows of which it is known; of the total alone
-- known_since: day on which the list was accepted
select *, list_day as known_since
from fed.own_sum
order by delivery_id, measure, breakdown, code
