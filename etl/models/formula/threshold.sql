-- A published threshold by its code, as a number.
-- Reference: data/reference/thresholds.csv, which says why it is this high.
(named) as (select "value"::double from reference.thresholds where code = named)
