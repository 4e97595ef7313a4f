"""Bulk: rows too many for claims, in sorted tables that builds take over from file to file."""
