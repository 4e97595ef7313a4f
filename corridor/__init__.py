"""The corridor calculator: spans, formulas, ways from Lianyungang to Herne, the train backwards."""
