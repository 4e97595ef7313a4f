"""Formats that more than one source shares."""
