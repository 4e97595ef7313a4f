"""Makes the boundaries in data/reference/boundaries."""
