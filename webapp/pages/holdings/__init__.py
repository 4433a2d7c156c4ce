"""Pages of what is here: the first page, texts, how each was made, persons."""
