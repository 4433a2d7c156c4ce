"""Where every word, form, name and label stands, on disk and asked."""

OPEN = ("concordance", "forms", "label_words", "layers", "lexicon", "persons", "postings")
"""Modules that other rooms may import."""
