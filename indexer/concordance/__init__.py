"""Where every word, form, name and label stands, on disk and asked."""

OPEN = ("concordance", "forms", "label_words", "layers", "lexicon", "likeness", "persons", "postings")
"""Modules that other rooms may import."""
