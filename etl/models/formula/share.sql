-- Share of a part in a whole, in percent, no finer than the coarser of both.
-- Reference: WITS, Trade Indicators, "share"; the denominator is named where it is shown.
(part, whole, step := null, whole_step := null) as formula.coarsened(
  100.0 * part::double / nullif(whole, 0),
  formula.quotient_digits(part, step, whole, whole_step) - 2)
