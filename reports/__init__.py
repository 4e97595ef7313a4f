"""Figures as documents for a meeting, made of a Mappe; and the check of what others wrote."""
