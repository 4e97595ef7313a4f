-- Code of a period, as links carry it: 2022, 2022-05, else its kind and days.
-- Reference: ISO 8601 for years and months; else our rule.
(kind, first, last) as case kind
  when 'year' then strftime(first, '%Y')
  when 'month' then strftime(first, '%Y-%m')
  else concat_ws('.', kind, first::varchar, last::varchar)
end
