"""What quotation checking is told and what it answers: citation, verdict, and what makes a verdict exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from corpus.model.notes import Note
from corpus.model.pages import page_json
from corpus.model.turns import Page
from corpus.references.places import place_json
from corpus.references.quotations import Quotation
from corpus.references.reference import CitedPlace
from indexer.checking.comparing.differences import Difference
from indexer.checking.warnings import Other, reason_json

Answer = Literal["exact", "near", "absent", "not held"]

PageCheck = Literal["agrees", "differs", "not checked"]
"""What became of a cited page."""

LITERAL_CHARS = 120
"""Signs of a citation that was not understood which are repeated."""

HARMLESS = frozenset({"emphasis", "label-added"})
"""Differences that leave the quoted words as they stand in the text, one behind the other."""


def is_exact(found: Iterable[Difference], *, apart: bool) -> bool:
    """Say whether a quotation that was found is exact: no word differs, and it is not put together of two places."""
    return not apart and all(difference.kind in HARMLESS for difference in found)


@dataclass(frozen=True, slots=True)
class Searched:
    """The texts that were searched."""

    editions: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a quotation is said to stand. ``places`` are editions with their pages, the main one first.

    ``speakers`` are those who may be meant as saying it, ``before`` and ``after`` the author's words around it;
    ``document`` is the document held whose archive signature is cited, ``other`` that another work is.
    """

    trial: str | None = None
    places: tuple[CitedPlace, ...] = ()
    speaker: str | None = None
    other: bool = False
    speakers: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    document: str | None = None

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the main edition."""
        return self.places[0].pages if self.places else ()

    @property
    def edition(self) -> str | None:
        """The main edition."""
        return self.places[0].edition if self.places else None

    @property
    def named(self) -> tuple[str, ...]:
        """The persons of whom one is said to speak."""
        return (self.speaker,) if self.speaker else self.speakers


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one quotation. ``ref`` and ``page`` are where it stands, ``source`` the words there.

    ``span`` are the characters of the turn ``ref`` that it quotes.

    ``score`` is the share of what it says that was found; ``why`` tells what is not held, or why a work was assumed.
    ``places`` counts the places where it stands word for word; ``counterpart`` is the passage held in another language
    that answers one whose language is not; ``page_compared`` that the cited page was held against
    the page found. ``reasons`` say why its pages are doubtful, ``others`` which citations contradict it.
    """

    quote: str
    verdict: Answer
    searched: Searched
    ref: str | None = None
    refs: tuple[str, ...] = ()
    page: Page | None = None
    text_id: str | None = None
    source: str = ""
    differences: tuple[Difference, ...] = ()
    flags: tuple[str, ...] = ()
    cited: Cited = field(default_factory=Cited)
    why: Note | None = None
    score: float = 0.0
    link: str | None = None
    span: tuple[int, int] | None = None
    quotation: Quotation | None = None
    reasons: tuple[Note, ...] = ()
    others: tuple[Other, ...] = ()
    places: int = 0
    counterpart: str | None = None
    page_compared: bool = False

    @property
    def page_check(self) -> PageCheck | None:
        """Say what became of the cited page: None where no page is cited or the words stand nowhere."""
        reference = self.quotation.reference if self.quotation else None
        cited = bool(self.cited.pages or (reference and reference.pages) or "citation-not-understood" in self.flags)
        if not cited or self.ref is None:
            return None
        if "other-page" in self.flags:
            return "differs"
        return "agrees" if self.page_compared else "not checked"

    def to_json(self) -> dict[str, Any]:
        """Give the verdict as the command's JSON has it."""
        reference = self.quotation.reference if self.quotation else None
        page = self.page
        return {
            "quote": self.quote,
            "verdict": self.verdict,
            "ref": self.ref,
            "refs": list(self.refs),
            "page": None if page is None else page_json(page),
            "source": self.source,
            "differences": [d.to_json() for d in self.differences],
            "flags": list(self.flags),
            "reasons": [reason_json(r) for r in self.reasons],
            "others": [o.to_json() for o in self.others],
            "why": self.why or "",
            "why_note": self.why.to_json() if self.why else None,
            "page_check": self.page_check,
            "places": self.places,
            "counterpart": self.counterpart,
            "score": round(self.score, 3),
            "place": place_json(self.quotation.place if self.quotation else None),
            "line": self.quotation.line if self.quotation else None,
            "line_end": self.quotation.line_end if self.quotation else None,
            "cited": None if reference is None else reference.to_json(),
            "link": self.link,
            "searched": {"editions": list(self.searched.editions), "documents": list(self.searched.documents)},
        }


def flagged_unread(found: Verdict, unread: str | None) -> Verdict:
    """Flag a quotation that was found and whose citation was not understood; ``unread`` is that, None where it was."""
    if unread is None or found.ref is None:
        return found
    reason = Note("citation-not-understood", literal=" ".join(unread.split())[:LITERAL_CHARS])
    return replace(found, flags=(*found.flags, reason.code), reasons=(*found.reasons, reason))
