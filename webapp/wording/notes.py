"""Notes in words: the one way from what corpus and indexer tell to what the command prints and the pages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any

from corpus.errors import TrialsError
from corpus.frozen import frozen
from corpus.model.notes import CODES, PLACE, Note, Value
from webapp.i18n.i18n import DEFAULT, gettext, number, plain_ngettext, speaking
from webapp.models.words import Words
from webapp.wording import labels
from webapp.wording.file_kinds import PHRASES
from webapp.wording.message import Counted, Listed, Optional
from webapp.wording.messages import BETWEEN, COUNTS, MESSAGES, TEXT_FIELDS
from webapp.wording.sentences import put, words_in

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Edition


@frozen
class Names:
    """How a page calls editions, those of the catalogue, and the texts held, by their titles.

    Without them each stands under its identifier, as in a command.
    """

    editions: Mapping[str, Edition] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


NAMELESS = Names()


def told(note: Note, lang: str | None = None, names: Names = NAMELESS) -> tuple[Words, ...]:
    """Say a note in parts, behind its place where it has one; ``lang`` is the language of the text it is about."""
    own = CODES[note.code]
    where = _where({name: value for name, value in note.values if name in PLACE and name not in own})
    what = put(_template(note), _Shown(lang, names).values(note))
    return (Words(f"{where}: "), *what) if where else what


def said(note: Note, names: Names = NAMELESS) -> str:
    """Say a note in the language of the page; in English where no page is being made, as in a command."""
    return "".join(words.text for words in told(note, names=names))


def refusal(error: TrialsError) -> tuple[str, str]:
    """Say why something was refused, and what to do next, empty where nothing helps."""
    return in_words(error.reason), in_words(error.remedy or "")


def in_words(told: str | Note) -> str:
    """Say what is told as a note, and give what is a sentence already."""
    return said(told) if isinstance(told, Note) else told


def sentence_of(value: object) -> str:
    """Give the sentence of a note: the ``default`` of a writer of JSON. Raises TypeError for anything else.

    JSON is for programs: it is English on a Russian page too.
    """
    if not isinstance(value, Note):
        raise TypeError(f"not for JSON: {type(value).__name__}")
    with speaking(DEFAULT):
        return said(value)


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


@frozen
class _Shown:
    """How the fields of notes are shown: words of a text in its language ``lang``, texts as ``names`` calls them."""

    lang: str | None
    names: Names

    def values(self, note: Note) -> dict[str, Sequence[Words]]:
        """Give what fills the places of a note's message."""
        edition = self.names.editions.get(str(note.fields.get("edition")))
        return {name: self._value(name, value, edition) for name, value in note.values}

    def _value(self, name: str, value: Value, edition: Edition | None) -> Sequence[Words]:
        """Put a field of a note in words: notes in notes, lists, names of editions and sections, counts as numbers."""
        match value:
            case Note():
                return told(value, self.lang, self.names)
            case tuple():
                between = Words(BETWEEN.get(name, ", "))
                parts = [self._value(name, part, edition) for part in value]
                return [words for n, part in enumerate(parts) for words in ((between, *part) if n else part)]
            case str() | None if edition and name in ("edition", "section", "sitting"):
                return (self._of_edition(name, value or "", edition),)
            case None:
                return ()
            case str() if name == "document":
                return (Words(self.names.titles.get(value, value)),)
            case str() if value in PHRASES and name in ("kind", "remedy"):
                return (Words(gettext(value)),)
            case str():
                return (words_in(value, self.lang) if name in TEXT_FIELDS else Words(value),)
            case _ if name in COUNTS:
                return (Words(number(value)),)
            case _:
                return (Words(str(value)),)

    def _of_edition(self, name: str, value: str, edition: Edition) -> Words:
        if name == "sitting":
            return Words(labels.sitting(value))
        return words_in(edition.short_title if name == "edition" else value, edition.lang)
