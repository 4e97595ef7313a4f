-- How far a value lies from the median of earlier ones, in robust spreads: |x - median| / spread,
-- the spread being 1.4826 times the median absolute deviation, at least `least`. NULL for no
-- earlier values.
-- Reference: Hampel identifier; Davies and Gather, JASA 88 (1993), 782-792. 1.4826 makes the spread
-- equal to the standard deviation for normally distributed values.
(value, earlier, least) as abs(value - list_median(earlier)) / nullif(greatest(
  1.4826 * list_median(list_transform(earlier, lambda x: abs(x - list_median(earlier)))), least
), 0)
