"""Notes in words: the one way from what corpus and indexer tell to what the command prints and the pages show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.model.notes import PLACE, Note, Value
from webapp.i18n.i18n import gettext, number, plain_ngettext
from webapp.models.models import Words
from webapp.wording.messages import BETWEEN, MESSAGES, TEXT_FIELDS, Counted, Listed, Optional
from webapp.wording.sentences import places, put, words_in


def said(note: Note) -> str:
    """Say a note in the language of the page; in English where no page is being made, as in a command."""
    return "".join(words.text for words in told(note))


def told(note: Note, lang: str | None = None) -> tuple[Words, ...]:
    """Say a note in parts; ``lang`` is the language of the text it is about. Behind its place, where it has one."""
    template = _template(note)
    own = set(places(template))
    where = _where({name: value for name, value in note.values if name in PLACE and name not in own})
    what = put(template, {name: _shown(name, value, lang) for name, value in note.values if name in own})
    return (Words(f"{where}: "), *what) if where else what


def noted(note: Note) -> dict[str, Any]:
    """Give a note as the command's JSON has it: code, sentence in English, fields."""
    data = note.to_json()
    return {"code": data.pop("code"), "said": said(note), **data}


def _template(note: Note) -> str:
    """Give the message of a note in the language of the page, in the number of what it counts."""
    match MESSAGES[note.code]:
        case str() as message:
            return gettext(message)
        case Counted(one, many, by):
            return plain_ngettext(one, many, _count(note.fields[by]))
        case Listed(one, many, by):
            return gettext(one if _count(note.fields[by]) == 1 else many)
        case Optional(full, short, by):
            return gettext(short if note.fields[by] is None else full)


def _count(value: Value) -> int:
    return value if isinstance(value, int) else len(value) if isinstance(value, tuple) else 0


def _where(place: dict[str, Value]) -> str:
    """Say where in which file something stands."""
    if "line" in place:
        return gettext("%(file)s, line %(lines)s", file=place["file"], lines=place["line"])
    if "sheet" in place:
        return gettext("%(file)s, sheet %(sheet)s", file=place["file"], sheet=place["sheet"])
    return str(place.get("file", ""))


def _shown(name: str, value: Value, lang: str | None) -> Sequence[Words]:
    match value:
        case Note():
            return told(value, lang)
        case tuple():
            between = Words(BETWEEN.get(name, ", "))
            parts = [_shown(name, part, lang) for part in value]
            return [words for n, part in enumerate(parts) for words in ((between, *part) if n else part)]
        case None:
            return ()
        case str():
            return (words_in(value, lang) if name in TEXT_FIELDS else Words(value),)
        case _:
            return (Words(number(value)),)
