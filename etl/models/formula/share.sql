-- Share of a part in a whole, in percent.
-- Reference: WITS, Trade Indicators, "share"; the denominator is named where it is shown.
(part, whole) as 100.0 * part / nullif(whole, 0)
