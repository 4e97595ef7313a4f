-- How many of ten thousand a part is, in whole numbers.
-- Reference: ordinary rate of demography; not given for a base of zero.
(part, whole) as round(1e4 * part / nullif(whole, 0))
