-- A figure over another, no finer than the coarser of both.
-- Reference: ordinary rule of significant figures for quotients; not given for a base of zero.
(value, step, base, base_step) as formula.coarsened(
  value::double / nullif(base, 0), formula.quotient_digits(value, step, base, base_step))
