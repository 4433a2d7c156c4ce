"""Closing lines and stamps of a record, which are nobody's words."""

from __future__ import annotations

from corpus.documents.rules import rules


def closes_record(text: str) -> bool:
    """Say whether a paragraph is a closing line or stamp of a record: a signature, a date, an hour, an imprint."""
    closing = rules().closing
    return len(text.split()) <= closing.words and any(pattern.match(text) for pattern in closing.patterns)
