-- How coarse a figure was printed, in its unit: the step of its last printed decimal, or of its
-- last digit that is not zero. `printed` is the figure as printed ("9.6 bn EUR"), `value` the
-- same in its unit (9600): the step is 100. Points part thousands where the value is what they say
-- then ("30.000 Pers." of 30000).
-- Reference: our rule, "rounded equal is equal"; Daten & Methoden explains it.
(printed, value) as (
  with said as (
    select regexp_extract(replace(printed, ',', ''), '[0-9]+(\.[0-9]+)?') as pointed,
      replace(regexp_extract(printed, '[0-9]{1,3}(\.[0-9]{3})+'), '.', '') as grouped,
      if(try_cast(grouped as double) = abs(value::double), grouped, pointed) as digits
  ),
  step as (
    select digits, case
      when digits = '' then null
      when contains(digits, '.') then 10.0 ^ -length(split_part(digits, '.', 2))
      when regexp_matches(digits, '^0+$') then 1.0
      else 10.0 ^ length(regexp_extract(digits, '(0*)$', 1))
    end as size from said
  )
  select case
    when size is null then null
    when digits::double = 0 then size
    else size * abs(value::double) / digits::double
  end from step
)
