"""What a reader means by a value of a filter that no passage has: a word of the books, or a name of several words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from corpus.data_files import convert, read_table
from corpus.frozen import frozen
from corpus.language.sound_keys import MIN_KEY_LETTERS, consonant_key
from corpus.model.notes import Note
from indexer.concordance.persons import Persons
from indexer.query.tree import And, Field, Node, Not, Phrase, QueryWord, both, changed
from indexer.results import NAMING, PERSONAL
from indexer.search.fields import Fields

_DATA = Path(__file__).parents[1] / "data" / "values.toml"

NAME_PARTS = 2
"""Words behind the first that may belong to a name."""

LISTED, LIKE = 40, 60.0
"""Values of a filter that are all named where one is not there; of more those of this percentage of likeness."""
NEAREST = 8
"""Values named at most of a filter that has more than can be listed."""


@frozen
class _Values:
    """``data/values.toml``: by filter, values and the words that stand for them."""

    role: dict[str, tuple[str, ...]]
    lang: dict[str, tuple[str, ...]]
    kind: dict[str, tuple[str, ...]]


@cache
def _words() -> dict[tuple[str, str], str]:
    """Give the value that a word means, by filter and word."""
    data = convert(read_table(_DATA), _Values, _DATA)
    return {
        (name, word): value
        for name, values in (("role", data.role), ("lang", data.lang), ("kind", data.kind))
        for value, words in values.items() for word in words
    }


def meant_filters(
    filters: Mapping[str, tuple[str, ...]], fields: Fields
) -> tuple[dict[str, tuple[str, ...]], tuple[Note, ...]]:
    """Give filters with the values that are meant in the place of words of the books, and what was changed."""
    notes: list[Note] = []
    out = {
        name: tuple(dict.fromkeys(_meant_value(name, value, fields, notes) for value in values))
        for name, values in filters.items()
    }
    return out, tuple(notes)


def meant_query(root: Node, fields: Fields) -> tuple[Node, tuple[Note, ...]]:
    """Give a query with names and values as they are meant, and what was changed."""
    whole, joined = _with_whole_names(root, fields)
    notes: list[Note] = []

    def valued(field: Field) -> Field:
        return replace(field, value=_meant_value(field.name, field.value, fields, notes))

    return changed(whole, lambda phrase: phrase, valued), (*joined, *notes)


def _meant_value(name: str, value: str, fields: Fields, notes: list[Note]) -> str:
    """Give the value that a word stands for; of a value that there is, and of what is not known, itself."""
    meant = _words().get((name, value.casefold()))
    if meant is None or fields.has_value(name, value):
        return value
    notes.append(Note("query-value-meant", name=name, value=value, meant=meant))
    return meant


def _with_whole_names(root: Node, fields: Fields) -> tuple[Node, tuple[Note, ...]]:
    """Give a query in which a name of several words is one value, ``speaker:"fritz david"``, and what was joined.

    Only where the first word by itself names nobody here, and it does with the words behind it.
    """
    if not isinstance(root, And):
        return root, ()
    notes: list[Note] = []
    parts = list(root.parts)
    at = 0
    while at < len(parts):
        joined = _joined(parts, at, fields)
        if joined is not None:
            part, name, value, used = joined
            notes.append(Note("query-name-joined", name=name, value=value))
            parts[at : at + 1 + used] = [part]
        at += 1
    return (both(parts), tuple(notes)) if notes else (root, ())


def _joined(parts: list[Node], at: int, fields: Fields) -> tuple[Node, str, str, int] | None:
    """Give the part with a longer name, its field, the name, and how many parts behind it were words of that."""
    part = parts[at]
    inner = part.part if isinstance(part, Not) else part
    name, value = _named(inner)
    if name is None or _names_someone(name, value, fields):
        return None
    for used in range(1, NAME_PARTS + 1):
        words = [_plain_words(follower) for follower in parts[at + 1 : at + 1 + used]]
        if len(words) < used or not all(words):
            return None
        whole = " ".join([value, *words])
        if _names_someone(name, whole, fields):
            made = _renamed(inner, whole)
            return (Not(made) if isinstance(part, Not) else made), name, whole, used
    return None


def _named(part: Node) -> tuple[str | None, str]:
    """Give the field and the value of a part that names a person."""
    if isinstance(part, Field) and part.name in NAMING:
        return part.name, part.value
    if isinstance(part, Phrase) and len(part.items) == 1 and part.items[0].how == "person":
        return "person", part.items[0].form
    return None, ""


def _renamed(part: Node, value: str) -> Node:
    if isinstance(part, Field):
        return replace(part, value=value)
    return Phrase((QueryWord(value, "person"),))


def _names_someone(name: str, value: str, fields: Fields) -> bool:
    return bool(fields.person_codes(value)) if name == "person" else fields.has_value(name, value)


def _plain_words(part: Node) -> str:
    """Give the words of a part that is plain words, and nothing of others."""
    if not isinstance(part, Phrase) or part.slop or any(item.how != "forms" for item in part.items):
        return ""
    return " ".join(item.form for item in part.items)


def there_are(lacking: Iterable[str], fields: Fields) -> dict[str, tuple[str, ...]]:
    """Give for each value of a filter that no passage has, written ``name:value``, the values that there are.

    All of them where they are few, else those most like it.
    """
    return {one: _values_like("mentions" if name == "person" else name, value.strip('"'), fields)
            for one in lacking for name, _, value in [one.partition(":")]}


def _values_like(name: str, value: str, fields: Fields) -> tuple[str, ...]:
    held = sorted(fields.values(name))
    if name in PERSONAL:
        return _persons_like(value, held, fields.persons)
    return tuple(held) if len(held) <= LISTED else _alike(value, held)


def _persons_like(value: str, held: Sequence[str], persons: Persons) -> tuple[str, ...]:
    """Give those of the values of a field who may be meant; nobody for a name that is known and just not there."""
    if persons.persons_named(value):
        return ()
    meant = [one for one in persons.persons_like(value) if one in held]
    # Who is in no catalogue has a name in one script only.
    sound = consonant_key(value)
    sounding = (one for one in held if consonant_key(one) == sound) if len(sound) >= MIN_KEY_LETTERS else ()
    return tuple(dict.fromkeys([*meant, *sounding]))[:NEAREST] or _alike(value, held)


def _alike(value: str, held: Sequence[str]) -> tuple[str, ...]:
    """Give the values most like one."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    found = extract(value.casefold(), held, scorer=ratio, score_cutoff=LIKE, limit=NEAREST)
    return tuple(like for like, _, _ in found)
