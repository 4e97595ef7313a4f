-- Days that a text names, in German or English, each as the first day that it can mean: of a year
-- its first, of a month its first.
-- Reference: our rule for the order of events.
(words) as list_concat(
  list_transform(regexp_extract_all(words, '\d{1,2}\.\d{1,2}\.(?:19|20)\d\d'),
    lambda one: try_strptime(one, '%d.%m.%Y')::date),
  list_transform(
    regexp_extract_all(words, '(?:\d{1,2}\.? )?(?:Jan|Feb|Mär|Mar|Apr|Ma[iy]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])[a-z]* (?:19|20)\d\d'),
    lambda one: try_cast(concat_ws('-', one[-4:],
      lpad((list_position(['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
        replace(replace(replace(replace(lower(regexp_extract(one, '[A-Z][a-zä]{2}')),
          'mär', 'mar'), 'may', 'mai'), 'oct', 'okt'), 'dec', 'dez')))::varchar, 2, '0'),
      lpad(coalesce(nullif(regexp_extract(one, '^\d+'), ''), '1'), 2, '0')) as date)),
  list_transform(regexp_extract_all(words, '\b((?:19|20)\d\d)\b', 1),
    lambda one: make_date(one::integer, 1, 1))
)
