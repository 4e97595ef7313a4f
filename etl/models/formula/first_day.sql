-- The first day of a date that is known to the year ('2016'), month ('2016-04') or day.
-- Reference: our rule for the order of events.
(stated) as case length(stated)
  when 4 then make_date(stated::integer, 1, 1)
  when 7 then (stated || '-01')::date
  when 10 then stated::date
end
