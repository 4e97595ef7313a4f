"""The screen: one file a page, read from top to bottom."""
