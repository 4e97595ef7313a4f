"""Pages of one section; see dashboard.py for their order."""
