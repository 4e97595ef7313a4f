"""A Mappe as slides with native charts."""
