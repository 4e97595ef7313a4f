"""Figures as documents: a Mappe of frozen figures, and what is made of it for a meeting."""
