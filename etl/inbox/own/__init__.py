"""The office's own list of firms: what it holds, whom it must not name, what may be told of it."""
