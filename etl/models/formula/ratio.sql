-- A figure over another, with as many digits that say something as the coarser of both has.
-- Reference: ordinary rule of significant figures for quotients; not given for a base of zero.
(value, step, base, base_step) as coalesce(
  round(value::double / nullif(base, 0), (
    least(formula.significant_digits(value, step), formula.significant_digits(base, base_step))
    - 1 - floor(log10(nullif(abs(value::double / nullif(base, 0)), 0))))::integer),
  value::double / nullif(base, 0))
