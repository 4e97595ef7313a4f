"""Maps: projection, base map, labels, one module a map."""
