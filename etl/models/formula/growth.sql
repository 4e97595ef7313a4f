-- Growth on a base, in percent: v/base - 1, with no more digits than the coarser of both allows; the
-- steps say how coarse they are, empty for exact ones.
-- Reference: ordinary growth rate; not given for a base of zero.
(value, base, step := null, base_step := null) as
  round(100.0 * (formula.ratio(value, step, base, base_step) - 1), 9)
