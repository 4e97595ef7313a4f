-- A figure less another, no finer than the coarser of both was printed.
-- Reference: ordinary rule of significant figures for differences.
(value, base, step, base_step) as
  round((value - base)::double, -floor(log10(nullif(greatest(step, base_step), 0)))::integer)
