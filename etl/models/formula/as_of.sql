-- The day whose state is asked for: the variable as_of of the cursor; without it, all is known.
-- Reference: our rule for "Stand am", Daten & Methoden; the one place where it is written.
() as coalesce(getvariable('as_of')::date, date '9999-12-31')
