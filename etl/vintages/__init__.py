"""States of data sets: kept, compared, guarded."""
