"""Notes: what one stage tells the others and the reader, as a code with fields, never as a sentence.

Whoever doubts, repairs, concludes or refuses something makes ``Note("label-unknown", label="VANE")``. To say something
new, add its code with the names of its fields to :data:`CODES` here, its English words with the same names as places
to ``webapp/wording/messages.py``, and its Russian words to the catalogue of translations; what is refused has its
codes in ``refusal_codes.py`` and its words in ``refusals.py``. A test holds the three to each other and to the calls.
What a command or page prints is ``webapp.wording.notes.said(note)``. Fields are plain: words, numbers, None, other
notes, and tuples of such. Every note may also say where in which file it belongs: ``note.placed(file, line=12)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, Union

from corpus.cutting import cut_at_word
from corpus.frozen import frozen
from corpus.model.refusal_codes import REFUSAL_CODES

Value: TypeAlias = Union[str, int, float, "Note", tuple["Value", ...], None]

PLACE = ("file", "line", "sheet")
"""Fields that any note may have besides its own: a file, and a line or a sheet of it, both counted from 1."""

CODES: Mapping[str, tuple[str, ...]] = {
    # speakers and labels
    "label-unknown": ("label",),
    "label-read-as": ("label", "name"),
    "label-of-several": ("label",),
    "dialogue-dash": (),
    "words-of-record": ("words",),
    "dialogue-run-on": ("label",),
    "label-of-namesake": ("label", "name"),
    "label-misprinted": ("words",),
    "speaker-perhaps": ("words",),
    "later-than-print": ("year", "words"),
    "words-of-editor": ("words",),
    "repeated": ("note", "count"),
    "nobody-speaks": (),
    "note-breaks-off": ("words",),
    "edition-held-twice": ("edition", "copy"),
    # days of documents
    "day-unclear": ("words",),
    "day-without-year": ("words",),
    "day-year-elsewhere": ("words", "year"),
    # files of pages
    "pdf-end-missing": (),
    "pdf-rebuilt": (),
    "pdf-pages-stated": ("stated", "found"),
    "pdf-sheet-broken": ("sheet", "faults"),
    "pdf-page-breaks-off": ("error",),
    "pdf-pages-break-off": ("error",),
    "pdf-part-damaged": (),
    "pdf-part-missing": (),
    "part-missing": ("name",),
    "pdf-bytes-unknown": ("bytes",),
    "sheets-empty": ("sheets",),
    "text-no-language": ("words",),
    "sheet-no-language": ("sheet", "words"),
    "signs-lost": ("count", "first"),
    "letters-lost": ("count", "first"),
    "signs-wrong": ("lines", "count"),
    "signs-restored": (),
    "words-unsure": ("sheet", "words", "count"),
    "posts-unpublished": ("count", "titles"),
    "sheet-badly-recognised": ("sheet", "confidence"),
    "pages-stated": (),
    "sheets-of-two-layers": ("sheets",),
    "sheets-read-across": ("sheets",),
    "sheets-of-names": ("sheets",),
    "pages-of-files": ("first", "last"),
    "files-unpaged": ("first", "last"),
    "word-broken-at-file-end": ("word",),
    "initial-set-in": ("sheet", "word"),
    "sheet-unreadable": ("sheet", "unknown", "all"),
    "page-misread": ("sheet", "read", "page"),
    "pages-counted": ("pages",),
    "page-of-sheet": ("page", "sheet"),
    "pages-absent": (),
    "pages-unknown": ("sheets",),
    "page-mark-unfit": ("mark",),
    "page-marks-unclear": (),
    "page-lines-unclear": (),
    "apart-read": ("words", "text"),
    "hidden-read": ("words", "text"),
    "pages-unmarked": ("before", "page"),
    "pages-out-of-order": ("page", "before", "count"),
    "page-signs-unclear": ("mark", "count"),
    "page-signs-of-another-print": ("mark", "count"),
    "scan-numbers": ("mark", "count"),
    "page-between-marks": ("page", "before"),
    "word-rejoined": ("sheet", "word"),
    "label-repaired": ("sheet", "read", "label"),
    # why a citation belongs to a work, and why a quotation was not looked for
    "year-beside": ("year",),
    "heading-names-it": ("heading",),
    "title-given-in-full": ("line", "ref"),
    "title-of-several": (),
    "only-trial": (),
    "work-unnamed": (),
    "work-unnamed-before": (),
    "citation-before": ("literal", "line", "ref"),
    "work-cited-before": ("line", "ref"),
    "dated-entry": ("title",),
    "named-before": ("name", "rest"),
    "citation-behind": (),
    "place-note": ("number",),
    "place-line": ("line",),
    "place-sheet": ("sheet",),
    "place-paragraph": ("heading", "paragraph"),
    "work-not-held": (),
    "trial-not-held": ("trial",),
    "edition-not-held": ("edition",),
    "page-behind-contents": ("page", "edition", "last", "section"),
    "language-not-held": ("trial",),
    "answered-elsewhere": ("document",),
    "document-without-it": ("document",),
    "citation-not-understood": ("literal",),
    "other-page": ("edition", "page", "first", "last"),
    "negation-outside": ("words",),
    "quotes-unsure": ("words",),
    "many-places": ("count",),
    "section-not-held": ("page", "edition", "section", "sitting"),
    # what was asked for and is not here, and what of a file cannot be shown
    "turn-unknown": ("ref",),
    "reference-form": (),
    "references-held": ("place", "first", "last"),
    "text-unknown": ("name",),
    "texts-listed": (),
    "speaker-unknown": ("name",),
    "speakers-are": ("names",),
    "source-unlisted": ("name",),
    "source-gone": ("name",),
    "ingest-again": (),
    "source-no-text": ("name",),
    "see-its-page": (),
    "source-no-pages": ("name",),
    "see-its-text": (),
    "image-width": ("least", "most"),
    "sheet-unrecognised": ("number",),
    "recognise-again": (),
    "sheet-not-shown": ("number",),
    "open-elsewhere": (),
    "nothing-to-draw": (),
    # from what a speaker or page was concluded
    "section-heading": (),
    "file-before": (),
    "label-misread": (),
    "sentence-before": (),
    "person-questioned": (),
    "person-asked": (),
    "first-person": (),
    "original-speaker": (),
    "paragraph-before": (),
    "markup-states": (),
    "book-contents": (),
    # why the end of a labelled turn is not its speaker's
    "narration-wording": (),
    "narration-unlabelled": (),
    "narration-misprint": (),
    "narration-later": (),
    "narration-closing": (),
    "narration-direction": (),
    "narration-heading": (),
    "page-estimated": ("count", "neighbours"),
    "page-cited": ("page", "document", "line"),
    # what speaks for or against a pair
    "speaker-same": (),
    "speaker-differs": (),
    "numbers-shared": ("shared", "of"),
    "names-shared": ("shared", "of"),
    "length-fits": (),
    "length-shorter": (),
    "length-longer": (),
    "reader-says": ("words",),
    # pages that cannot be
    "page-beyond-book": ("edition", "page", "last"),
    "speaker-cannot-appear": ("edition", "page", "section", "first", "last"),
    # texts of which a file is lost
    "text-as-before": (),
    "document-held-twice": ("document",),
    # what was mended in a query
    "query-bracket-stray": (),
    "query-brackets-closed": ("count",),
    "query-brackets-empty": (),
    "query-quotes-empty": (),
    "query-quote-closed": (),
    "query-operator-stray": ("what",),
    "query-near-as-and": (),
    "query-distance-cut": ("gap", "most"),
    "query-errors-cut": ("errors", "most"),
    "query-field-empty": ("name",),
    "query-field-unknown": ("name",),
    "query-side-empty": ("name",),
    "query-tilde-stray": ("mark",),
    "query-gap-stray": (),
    "query-times-stray": ("mark",),
    "query-rows-cut": ("most",),
    "query-field-spaced": ("name", "value"),
    "query-also-written": ("word", "also"),
    "query-mark-left-out": ("mark",),
    "query-invisible": ("count",),
    "query-line-hyphen": ("word",),
    "query-name-joined": ("name", "value"),
    "query-value-meant": ("name", "value", "meant"),
    "query-lower-operator": ("word", "sign"),
    # why a query is refused, and what to do
    "query-too-long": ("length", "most"),
    "query-shorten": (),
    "query-too-many": ("count", "most"),
    "query-quote-instead": (),
    "query-empty": (),
    "query-type-words": (),
    "query-too-deep": ("most",),
    "query-take-away": (),
    "query-pattern-short": ("what",),
    "query-more-letters-first": ("least",),
    "query-pattern-wide": ("what", "count", "most"),
    "query-more-letters": (),
    "query-near-only": (),
    "query-token-unread": ("what",),
    "query-tokens-are": (),
    "query-regex": ("what",),
    "query-signs-are": ("least",),
    # corrections by the user
    "correction-stale": ("ref", "row", "why"),
    "correction-homeless": ("ref", "row"),
    "correction-fields": ("found", "wanted"),
    "correction-kind": ("what", "known"),
    "passage-missing": (),
    "passage-changed": ("mark", "old"),
    "other-stands-there": ("now", "was"),
    "person-unknown": ("name",),
    "words-missing": ("words",),
    "words-repeated": ("words",),
    "pair-line-unreadable": (),
    "pair-turns-missing": ("refs",),
    "pair-sides-wrong": (),
    "pair-text-changed": ("refs", "date"),
    "texts-line-unreadable": (),
    "texts-not-paired": ("left", "right"),
    "pairs-refused": ("left", "right"),
    "pages-refused": ("edition",),
    **REFUSAL_CODES,
}
"""Every code with the names of its fields."""


CODES_MARK = hashlib.sha256(repr(sorted(CODES.items())).encode()).hexdigest()[:8]
"""A mark of all codes and fields: what was kept under another one may hold notes that cannot be read."""


QUOTED = 40
"""Signs of a text that a note quotes: enough to find the place by."""


_PLAIN = frozenset({str, int, float, type(None)})


@lru_cache(1024)
def _fits(code: str, fields: tuple[str, ...]) -> bool:
    """Say whether a note of this code has these fields; kept, as the turns of one page of results tell the same."""
    return code in CODES and not {*fields}.difference(PLACE, CODES[code]) and {*fields} >= {*CODES[code]}


@frozen
class Note:
    """Something told: its ``code`` of :data:`CODES` and ``values``, the fields by name in the order given."""

    code: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, code: str, /, **fields: Value) -> None:
        """Make a note. Raises ValueError for a code that is not listed, or other fields than it has."""
        if not _fits(code, tuple(fields)):
            raise ValueError(f"not a note: {code!r} with {sorted(fields)}")
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "values", tuple(fields.items()))

    @property
    def fields(self) -> dict[str, Value]:
        """The fields by name."""
        return dict(self.values)

    def placed(self, file: str, line: int | None = None, sheet: int | None = None) -> Note:
        """Give the note with its place; a sheet or line that it has as a field of its own stays."""
        place = {name: value for name, value in zip(PLACE, (file, line, sheet), strict=True) if value is not None}
        return Note(self.code, **{**place, **self.fields})

    def changed(self, **fields: Value) -> Note:
        """Give the note with other values of these fields; a place may be one of them."""
        return Note(self.code, **{**self.fields, **fields})

    def to_json(self) -> dict[str, Any]:
        """Give the note as a JSON object: its code, and its fields beside it."""
        return {"code": self.code, **{name: _plain(value) for name, value in self.values}}

    @classmethod
    def from_json(cls, data: Any) -> Note:
        """Read what :meth:`to_json` wrote. Raises ValueError for anything else."""
        if not isinstance(data, dict) or not isinstance(data.get("code"), str):
            raise ValueError("not a note")
        # Most values are plain, and a page of results reads many notes.
        return cls(data["code"], **{name: value if type(value) in _PLAIN else _value(value)
                                    for name, value in data.items() if name != "code"})


def beginning(text: str) -> str:
    """Give the first words of what a note quotes, at most :data:`QUOTED` signs, and a sign that more follow."""
    return cut_at_word(text, QUOTED, " …")


def grouped(notes: Iterable[Note]) -> list[Note]:
    """Give notes that differ in their place only once, with their number and the first place."""
    groups: dict[Note, list[Note]] = {}
    for note in notes:
        own = {name: value for name, value in note.values if name not in PLACE or name in CODES[note.code]}
        groups.setdefault(Note(note.code, **own), []).append(note)
    return [
        same[0] if len(same) == 1 else Note("repeated", **_place(same[0]), note=bare, count=len(same))
        for bare, same in groups.items()
    ]


def _place(note: Note) -> dict[str, Value]:
    return {name: value for name, value in note.values if name in PLACE and name not in CODES[note.code]}


def _plain(value: Value) -> Any:
    if isinstance(value, Note):
        return value.to_json()
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _value(data: Any) -> Value:
    if isinstance(data, dict):
        return Note.from_json(data)
    if isinstance(data, list):
        return tuple(_value(part) for part in data)
    if data is None or isinstance(data, (str, int, float)):
        return data
    raise ValueError(f"not a field of a note: {type(data).__name__}")
