-- Share of a part in a whole, in percent, with no more digits than the coarser of both allows.
-- Reference: WITS, Trade Indicators, "share"; the denominator is named where it is shown.
(part, whole, step := null, whole_step := null) as
  round(100.0 * formula.ratio(part, step, whole, whole_step), 9)
