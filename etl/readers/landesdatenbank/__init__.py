"""Landesdatenbank NRW: requests and answers."""
