"""Whether the figures of a document are still what the data say."""
