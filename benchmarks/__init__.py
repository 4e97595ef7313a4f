"""Measurements, run by hand: ratios within one run, never limits in a test."""
