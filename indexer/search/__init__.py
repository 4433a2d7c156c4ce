"""A request to passages, their order, hits, facets and lines."""
