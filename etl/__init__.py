"""Writes the warehouse; knows nothing of the pages that read it."""
