"""One file a source: SOURCE, parse, and fetch where there is something to fetch."""
