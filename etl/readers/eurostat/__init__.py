"""Eurostat: answers and code lists."""
