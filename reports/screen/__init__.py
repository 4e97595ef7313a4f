"""A Mappe as one HTML file for the hall."""
