"""The document holds the page before the application has started."""
