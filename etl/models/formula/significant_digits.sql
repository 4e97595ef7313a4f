-- With how many digits a figure was stated that say something: 42,300 printed to the hundred has three.
-- Fifteen, what a double holds, where nobody said how coarse it is.
-- Reference: ordinary significant figures; the step is formula.rounding_step.
(value, step) as greatest(1, coalesce(
  floor(log10(nullif(abs(value::double), 0) / nullif(step, 0)) + 1e-9) + 1, 15))
