"""The token query of experts, in the manner of CQL: ``[lemma="признать"] []{0,2} "виновным"``.

A token is ``[ATTRIBUTE="value"]`` or a word in quotation marks; ``[]`` is any word, and may be told how often:
``{2}``, ``{0,2}``, ``?``, ``*``, ``+``. Attributes: ``word`` (this form), ``lemma`` (any form, in this script),
``name`` (any form, names in both scripts), ``family`` (derived words too), ``person`` (who is named), ``fuzzy``
(``word~1``). Tokens follow each other.
What CQL has beside that is refused: ``!=``, other attributes, regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus.errors import QueryError
from corpus.language.words import words
from corpus.limits import MAX_FUZZY, MAX_SLOP, MIN_PREFIX_CHARS
from corpus.model.notes import Note
from indexer.query.items import items
from indexer.query.tree import How, Phrase, QueryWord

MAX_SHOWN = 60
"""Characters of a token that is refused shown in the refusal."""

_MARKS = "\"«»„“”‟"
_STRING = rf"[{_MARKS}](?P<string>[^{_MARKS}]*)[{_MARKS}]"
_TOKEN = (
    rf"\[\s*(?:(?P<name>word|form|lemma|name|family|person|fuzzy)\s*=\s*[{_MARKS}](?P<value>[^{_MARKS}]*)[{_MARKS}]\s*)?\]"
    r"(?P<times>\{\s*(?P<low>\d{1,6})\s*(?:(?P<comma>,)\s*(?P<high>\d{1,6})?\s*)?\}|[?*+])?"
)
_PIECE = re.compile(rf"{_TOKEN}|{_STRING}")
_PLAIN_TOKEN, _PLAIN_STRING = (re.sub(r"\?P<\w+>", "?:", part) for part in (_TOKEN, _STRING))
_SEQUENCE = re.compile(rf"(?:{_PLAIN_STRING}\s*)*{_PLAIN_TOKEN}(?:\s*(?:{_PLAIN_TOKEN}|{_PLAIN_STRING}))*")
_MEANT = re.compile(r"\[\s*(?:!\s*)?[A-Za-z_]{1,20}\s*[!=~]")
"""How a token begins: a bracket, a name and a sign of comparison."""
_REGEX = re.compile(
    r"\.[*+?{]|[\[\]|^$\\{}+]|\(\?|\)[*+?]|[^\W\d_]{2}\.[^\W\d_]|[^\W\d_]\.[^\W\d_]{2}"
)
"""Signs that a value has as a regular expression only; a dot between single letters is one of an abbreviation."""
_HOW: dict[str, How] = {"lemma": "lemma", "name": "forms", "family": "family"}


def token_query(text: str, at: int, repair: Callable[[Note], None]) -> tuple[Phrase | None, int] | None:
    """Read the token query that begins at ``at``: the phrase, None where it has no words, and its length.

    Gives None where none begins there. Raises QueryError where a pattern has too few letters, and for a token that is
    not understood.
    """
    sequence = _SEQUENCE.match(text, at)
    if not sequence:
        _refuse_token(text, at)
        return None
    found: list[QueryWord] = []
    for piece in _PIECE.finditer(text, at, sequence.end()):
        found += _items(piece, repair)
    merged = list(_merged(found))
    inner = _trimmed(merged)
    if len(inner) < len(merged):
        repair(Note("query-gap-stray"))
    return Phrase(tuple(inner)) if inner else None, len(sequence.group())


def _refuse_token(text: str, at: int) -> None:
    """Refuse what begins as a token and is none of those understood; as words it would find something else."""
    if _MEANT.match(text, at):
        end = text.find("]", at)
        raise QueryError(
            Note("query-token-unread", what=text[at : end + 1 or None][:MAX_SHOWN]), Note("query-tokens-are"),
        )


def _items(piece: re.Match[str], repair: Callable[[Note], None]) -> list[QueryWord]:
    """Give the words of one token or quoted string; a pattern with too few letters is a plain word in ``name``."""
    if piece["string"] is not None:
        return list(items(piece["string"], "exact"))
    name = piece["name"]
    if name is None:
        return [_gap(piece, repair)]
    if piece["times"]:
        repair(Note("query-times-stray", mark=piece["times"]))
    value = " ".join(piece["value"].split())
    if _REGEX.search(value):
        raise QueryError(Note("query-regex", what=value[:MAX_SHOWN]), Note("query-signs-are", least=MIN_PREFIX_CHARS))
    if name == "person":
        return [QueryWord(value.casefold(), "person")] if value else []
    if name == "fuzzy":
        word, _, errors = value.partition("~")
        high = min(int(errors[:6]) if errors.isdecimal() else 1, MAX_FUZZY)
        return [QueryWord(one.form, "fuzzy", high=high) if high else QueryWord(one.form) for one in words(word)]
    try:
        found = items(value, _HOW.get(name, "exact"))
    except QueryError:
        if name not in _HOW:
            raise
        found = tuple(QueryWord(one.form, _HOW[name]) for one in words(value))
    return list(found)


def _gap(piece: re.Match[str], repair: Callable[[Note], None]) -> QueryWord:
    """Give the gap that ``[]`` stands for, with its number of words; too long a one is cut, and that is said."""
    if piece["low"]:
        low = int(piece["low"])
        high = int(piece["high"]) if piece["high"] else MAX_SLOP if piece["comma"] else low
    else:
        low, high = {"?": (0, 1), "*": (0, MAX_SLOP), "+": (1, MAX_SLOP), None: (1, 1)}[piece["times"]]
    if max(low, high) > MAX_SLOP:
        repair(Note("query-distance-cut", gap=max(low, high), most=MAX_SLOP))
    low, high = sorted((min(low, MAX_SLOP), min(high, MAX_SLOP)))
    return QueryWord("[]", "gap", low, high)


def _merged(found: list[QueryWord]) -> Iterator[QueryWord]:
    """Give the items, with gaps that follow each other made one, and without those that are none."""
    held: QueryWord | None = None
    for item in found:
        if item.how == "gap":
            low, high = (held.low, held.high) if held else (0, 0)
            held = QueryWord("[]", "gap", min(low + item.low, MAX_SLOP), min(high + item.high, MAX_SLOP))
            continue
        if held and held.high:
            yield held
        held = None
        yield item
    if held:
        yield held


def _trimmed(found: list[QueryWord]) -> list[QueryWord]:
    """Leave out gaps at the ends, which say nothing: any word stands before and after."""
    words_at = [at for at, item in enumerate(found) if item.how != "gap"]
    return found[words_at[0] : words_at[-1] + 1] if words_at else []
