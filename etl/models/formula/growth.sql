-- Growth on a base, in percent: v/base - 1, no finer than the coarser of both; the steps say how
-- coarse they are, empty for exact ones.
-- Reference: ordinary growth rate; not given for a base of zero.
(value, base, step := null, base_step := null) as formula.coarsened(
  100.0 * (value::double / nullif(base, 0) - 1),
  formula.quotient_digits(value, step, base, base_step) - 2)
