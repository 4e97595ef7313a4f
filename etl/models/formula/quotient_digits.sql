-- How many digits behind the comma a quotient of two figures may have: it says as many digits as the
-- coarser of both.
-- Reference: ordinary rule of significant figures for quotients.
(value, step, base, base_step) as (
  least(formula.significant_digits(value, step), formula.significant_digits(base, base_step))
  - 1 - floor(log10(nullif(abs(value::double / nullif(base, 0)), 0))))::integer
