"""Tables of an office as claims, by subject."""
