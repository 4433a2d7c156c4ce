"""Whoosh, and nothing else knows it: what it holds of each passage, how that is written and asked.

Whoosh answers which passages have a word, a form or a value, and AND, OR, NOT of these. Positions of words are the
concordance's, which answers phrases and all that readers search for, and ranks with Whoosh's own scores; a test holds
the two to each other.
"""

OPEN = ("documents", "schema", "whoosh_index", "whoosh_writer")
"""Modules that other rooms may import."""
