-- The last day of a date that is known to the year ('2016'), month ('2016-04') or day.
-- Reference: our rule for "known since", README, Daten & Methoden.
(stated) as case length(stated)
  when 4 then make_date(stated::integer, 12, 31)
  when 7 then last_day((stated || '-01')::date)
  when 10 then stated::date
end
