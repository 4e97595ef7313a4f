"""A Mappe as a fact sheet on paper."""
