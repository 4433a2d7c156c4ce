"""How it is found: analysis, index generations, the concordance, the query language, search."""
