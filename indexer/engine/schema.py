"""The fields of the Whoosh index.

Each passage is a document whose number is the number of the passage. Fields: ``ref`` (``REF#PARAGRAPH``, stored),
``text`` (every word, folded; no stop words; the concordance has the positions), ``forms`` (the keys of its word
forms), ``speaker``, ``role``, ``trial``, ``edition`` (the text's id), ``lang``, ``sitting``, ``kind``, ``region`` and
``page`` (all labels it may stand on). Texts are given and asked for as words; Whoosh analyses nothing.
"""

# Whoosh has no types.
# mypy: allow-untyped-calls

from __future__ import annotations

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

COLUMNS = ("text", "trial", "lang", "speaker", "role", "sitting", "kind", "region")
"""Columns of one value a passage that are fields."""


def field_name(column: str) -> str:
    """Give the field that holds the values of a column."""
    return "edition" if column == "text" else column


def schema() -> Schema:
    """Give the fields of the index."""
    plain = SpaceSeparatedTokenizer()
    return Schema(
        ref=STORED(),
        text=TEXT(analyzer=plain, phrase=False),
        forms=TEXT(analyzer=plain, phrase=False),
        page=KEYWORD(),
        **{name: ID() for name in map(field_name, COLUMNS)},
    )
