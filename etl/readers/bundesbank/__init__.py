"""Deutsche Bundesbank: answers of its SDMX service."""
