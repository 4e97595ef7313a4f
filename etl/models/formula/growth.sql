-- Growth on a base, in percent: v/base - 1.
-- Reference: ordinary growth rate; not given for a base of zero.
(value, base) as 100.0 * (value - base) / nullif(base, 0)
