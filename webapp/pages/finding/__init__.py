"""Pages that find: results, figures of a search, both languages."""
