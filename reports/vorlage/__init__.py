"""A Mappe as sentences with footnotes for a council paper."""
