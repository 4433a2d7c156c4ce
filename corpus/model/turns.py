"""The data model: what the stages of the pipeline hand to each other.

source file → :class:`corpus.model.blocks.Block` → :class:`Turn` → :class:`Pair` → index → hit → citation.
Everything is frozen; a stage makes new objects and never changes those of the stage before it.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, field, replace
from typing import Any, Literal

from corpus.frozen import frozen
from corpus.model.description import Description
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap

TextKind = Literal["transcript", "cited", "citing"]
TurnKind = Literal["speech", "narration", "heading", "direction", "note"]
Region = Literal["body", "quotation", "footnote", "heading", "front", "contents", "index"]
Basis = Literal["printed", "sequence", "estimated", "none"]
MarkKind = Literal["note", "bold", "italic", "underline", "struck", "page", "narration", "pause", "unsure"]

SEARCHED_REGIONS = frozenset({"body", "quotation", "footnote", "heading", "front"})
"""Regions searched unless the reader asks for more: contents pages and indexes repeat the text."""


@frozen
class Page:
    """Where a text starts (``label``) and ends (``end``) in its printed edition, and how that is known.

    ``printed``: the number stands on the page. ``sequence``: counted from its neighbours.
    ``estimated``: interpolated, right within ``margin`` pages. ``none``: the source has no pages.
    """

    label: str | None = None
    basis: Basis = "none"
    margin: float | None = None
    end: str | None = None


@frozen
class Mark:
    """Something of the source that is not words of the text, at text[start:end].

    ``note``: a note mark lifted out (``label`` as printed; start == end). ``page``: a page begins here
    (``label`` its number; start == end). ``bold`` … ``struck``: typography. ``narration``: inside a labelled
    turn, a stretch that reads as the reporter's narration (inferred; ``label`` is the code of the note that says why).
    ``pause``: a paragraph was cut here by a page end or a note and has been joined. ``unsure``: words of which the
    recogniser of a scan was not sure.
    """

    kind: MarkKind
    start: int
    end: int
    label: str | None = None


@frozen
class Origin:
    """Where a text stands in the file as received.

    ``file`` is the name under the home's ``sources/``. ``start`` and ``end`` are character offsets,
    ``line_start`` and ``line_end`` 1-based lines, all None where the file is no text file (PDF);
    ``sheet`` is then the 1-based page of the file. ``lines`` lists (offset in the text, line) where a text that
    stands on several lines comes to another one.
    """

    file: str
    start: int | None = None
    end: int | None = None
    line_start: int | None = None
    line_end: int | None = None
    url: str | None = None
    sheet: int | None = None
    lines: tuple[tuple[int, int], ...] = ()

    def line_at(self, offset: int) -> int | None:
        """Give the line of the file on which the character at ``offset`` of the text stands."""
        return next((line for start, line in reversed(self.lines) if start <= offset), self.line_start)


@frozen
class Correction:
    """What a user corrected: ``what`` (label, speaker, page, word) from ``was`` to ``now``, ``by`` whom and ``why``."""

    what: str
    was: str
    now: str
    by: str
    why: str


def _fields(entry: Any) -> dict[str, Any]:
    """Give the values of a page, mark, origin, correction or turn by name; unlike ``asdict`` it copies nothing, which
    takes a tenth of the time."""
    return {name: getattr(entry, name) for name in entry.__slots__}


@frozen
class Turn:
    """One turn: an utterance with its speaker, or narration, a heading, a direction, a note.

    ``text`` is the source's own wording without label and markup; paragraphs are separated by a newline.
    ``offsets`` maps it to the file. ``inferred`` names what was concluded rather than read, and from what:
    ``("speaker", Note("section-heading"))``.
    """

    ref: str
    text_id: str
    ordinal: int
    kind: TurnKind
    text: str
    lang: str
    region: Region = "body"
    sitting: str | None = None
    section: str | None = None
    speaker: str | None = None
    label: str | None = None
    role: str | None = None
    page: Page = field(default_factory=Page)
    marks: tuple[Mark, ...] = ()
    origin: Origin = field(default_factory=lambda: Origin(""))
    offsets: OffsetMap = field(default_factory=OffsetMap)
    inferred: tuple[tuple[str, Note], ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def digest(self) -> str:
        """Short hash of the wording: eight hexadecimal digits of SHA-256."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:8]

    @property
    def permalink(self) -> str:
        """Address of the turn in the web app, with its content mark."""
        return f"/{self.ref}?h={self.digest}"

    def to_json(self) -> dict[str, Any]:
        """Give the turn as a JSON object that :meth:`from_json` reads back unchanged."""
        return _fields(self) | {
            "page": _fields(self.page),
            "marks": [_fields(mark) for mark in self.marks],
            "origin": _fields(self.origin),
            "offsets": self.offsets.to_lists(),
            "inferred": [[what, why.to_json()] for what, why in self.inferred],
            "corrections": [_fields(correction) for correction in self.corrections],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Turn:
        """Read what :meth:`to_json` wrote."""
        return cls(
            **{
                **data,
                "page": Page(**data["page"]),
                "marks": tuple(Mark(**m) for m in data["marks"]),
                "origin": Origin(**{**data["origin"], "lines": tuple((o, n) for o, n in data["origin"]["lines"])}),
                "offsets": OffsetMap.from_lists(data["offsets"]),
                "inferred": tuple((what, Note.from_json(why)) for what, why in data["inferred"]),
                "corrections": tuple(Correction(**entry) for entry in data.get("corrections", ())),
            }
        )

    def with_place(self, ref: str, ordinal: int) -> Turn:
        """Give the turn with its reference and ordinal, once its neighbours are known."""
        return replace(self, ref=ref, ordinal=ordinal)


@frozen
class TextInfo:
    """An edition or document as held: what it is, where it came from, how much of it there is.

    ``description`` says of a document what it is as a whole; that of an edition is empty, its catalogue entry says it.
    """

    id: str
    kind: TextKind
    lang: str
    title: str
    trial: str | None = None
    author: str | None = None
    year: int | None = None
    publisher: str | None = None
    place: str | None = None
    rights: str | None = None
    note: str | None = None
    url: str | None = None
    files: tuple[str, ...] = ()
    turns: int = 0
    words: int = 0
    sittings: tuple[str, ...] = ()
    paged: Basis = "none"
    description: Description = field(default_factory=Description)

    @property
    def is_edition(self) -> bool:
        """Whether this is a published form of a trial rather than a document."""
        return self.kind == "transcript"

    def to_json(self) -> dict[str, Any]:
        """Give the entry as a JSON object."""
        return {**asdict(self), "description": self.description.to_json()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TextInfo:
        """Read what :meth:`to_json` wrote."""
        described = Description.from_json(data["description"])
        lists = {name: tuple(data[name]) for name in ("files", "sittings")}
        return cls(**{**data, **lists, "description": described})


@frozen
class Pair:
    """Turns of two editions that say the same, or of a passage and its translation in one document.

    ``confidence`` is 0 to 1. ``status`` is ``machine``, ``printed`` (a document prints both) or ``hand``.
    ``why`` are the reasons for and against it. A printed pair names its ``translator`` and ``source``
    as the ``document`` gives them.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    langs: tuple[str, str]
    kind: str
    confidence: float
    status: str = "machine"
    why: tuple[Note, ...] = ()
    translator: str | None = None
    source: str | None = None
    document: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the pair as a JSON object."""
        return {**asdict(self), "why": [reason.to_json() for reason in self.why]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pair:
        """Read what :meth:`to_json` wrote."""
        left, right = data["langs"]
        sides = {name: tuple(data.get(name, ())) for name in ("left", "right")}
        tuples = {**sides, "why": tuple(map(Note.from_json, data.get("why", ()))), "langs": (left, right)}
        return cls(**{**data, **tuples})


@frozen
class Passage:
    """A part of a turn that is searched and shown as one: text[start:end] of the turn.

    ``spoken`` is False for a stretch of narration inside a labelled turn; such a passage has no speaker.
    """

    start: int
    end: int
    spoken: bool = True
