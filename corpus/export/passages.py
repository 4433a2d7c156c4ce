"""What an export holds, whatever its format: passages taken out of texts, and where, when and how they were found.

Only the source's own text is taken out. Every file says the query, the day, the state of the corpus and the rights of
each text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.locus import Locus
from corpus.citation.styles import described
from corpus.citation.work import CitedWork
from corpus.description.colophon import Colophon
from corpus.model.notes import Note
from corpus.model.pages import page_json, page_of
from corpus.model.turns import Page, TextInfo, Turn
from corpus.model.voice import Voice, apart, permalink, stretches, voice

PROGRAM, DISTRIBUTION = "trials", "trial-transcripts"

OMITTED = " […] "
"""Between passages of a turn that do not follow each other."""

JUDGEMENTS = ("confirms", "contradicts", "silent")
"""What a reader may say of a passage and a claim."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A turn that is exported. ``fields`` are those of the command's JSON; ``rights`` is never empty.

    ``spans`` are the ranges of the turn's text that were found or kept, the whole turn where there are none;
    ``matches`` the ranges found in it; ``page`` is where the spans stand. ``below`` are the closing lines of a
    document. ``note`` and ``judgement`` are the reader's own; ``warning`` says that the text changed or moved.
    """

    turn: Turn
    info: TextInfo
    fields: Mapping[str, Any]
    rights: str
    page: Page
    spans: tuple[tuple[int, int], ...] = ()
    matches: tuple[tuple[int, int], ...] = ()
    below: Colophon = field(default_factory=Colophon)
    note: str = ""
    judgement: str = ""
    warning: str = ""

    @property
    def voice(self) -> Voice:
        """Who says these words."""
        return voice(self.turn, self.spans)

    @property
    def address(self) -> str:
        """The reference, with the part of the turn where these words are one."""
        part = self.voice.part
        return f"{self.turn.ref}#{part}" if part else self.turn.ref

    @property
    def quoted(self) -> str:
        """The words that were found or kept, as the source has them; what lies between is marked as left out."""
        if not self.spans:
            return self.turn.text
        out, before = "", None
        for start, end in self.spans:
            out += OMITTED if before is not None and start > before else ""
            out, before = out + self.turn.text[start:end], end
        return out.strip()


def facts_of(value: object) -> object:
    """Give a note as its code and fields: the ``default`` of a writer of JSON. Raises TypeError for anything else."""
    if not isinstance(value, Note):
        raise TypeError(f"not for JSON: {type(value).__name__}")
    return value.to_json()


@dataclass(frozen=True, slots=True)
class About:
    """What was asked, when, and of what: ``state`` marks the generation of the index, ``held`` says it in words.

    ``made`` is the day. ``base_url`` is the public address of this library, where it has one. ``lang`` is the language
    of what the file says itself. ``claim`` is what a reader weighs the passages against, ``introduction`` what a
    reader says before them; ``missing`` are references that are not held. ``said`` puts notes in words where it can.
    """

    made: date
    state: str
    held: str
    title: str = ""
    query: str = ""
    reading: str = ""
    claim: str = ""
    introduction: str = ""
    base_url: str | None = None
    lang: str = "en"
    missing: tuple[str, ...] = ()
    said: Callable[[object], object] = facts_of

    @property
    def marks(self) -> dict[str, str]:
        """The same for programs."""
        said = {"query": self.query, "claim": self.claim, "made": self.made.isoformat(), "state": self.state,
                "missing": " ".join(self.missing), "program": f"{PROGRAM} {program_version()}"}
        return {name: value for name, value in said.items() if value}

    def link(self, extract: Extract) -> str:
        """Give the permanent link to a passage, without the address of the site where that is not public."""
        return (self.base_url or "").rstrip("/") + permalink(extract.turn, extract.voice.part)


def by_voice(extract: Extract) -> Iterator[Extract]:
    """Give the passages of an extract of which one voice says all words: a turn that runs on into narration makes two.

    The fields of such a part say who speaks and hold its text; ``span`` are its characters in the turn.
    """
    for spans in apart(extract.turn, extract.spans):
        part = extract if spans == extract.spans else replace(extract, spans=spans, matches=_inside(extract, spans))
        yield _of_part(part) if part.voice.part else part


def _of_part(extract: Extract) -> Extract:
    """Give an extract of a part of a turn with the fields of that part."""
    turn, spans = extract.turn, extract.spans or ((0, len(extract.turn.text)),)
    first, last = spans[0][0], spans[-1][1]
    start, end = next((low, high) for low, high, _ in stretches(turn) if low <= first < high)
    end = max(last, start + len(turn.text[start:end].rstrip()))
    fields = {name: value for name, value in extract.fields.items() if name != "narration"} | extract.voice.to_json()
    fields |= {"text": turn.text[start:end], "span": [start, end], "page": page_json(page_of(turn, start, end))}
    return replace(extract, page=page_of(turn, first, last), fields=fields)


def _inside(extract: Extract, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    cut = ((max(start, low), min(end, high)) for start, end in extract.matches for low, high in spans)
    return tuple(sorted(span for span in cut if span[0] < span[1]))


def cited(extract: Extract, about: About, catalogue: Catalogue, style: str, *, quote: bool = False
          ) -> tuple[CitedWork, Locus]:
    """Give work and place of an extract as a style words them, for :mod:`corpus.citation.sequence` and others."""
    turn = replace(extract.turn, page=extract.page)
    return described(
        turn, extract.info, catalogue, style, base_url=about.base_url, accessed=about.made, below=extract.below,
        quote=extract.quoted if quote else None, spans=extract.spans,
        lang="ru" if about.lang == "ru" and style == "text" else None,
    )


def rights_of(info: TextInfo, catalogue: Catalogue) -> str:
    """Say whose a text is; never empty."""
    edition = catalogue.editions.get(info.id.partition(".")[0]) if info.is_edition else None
    return info.rights or (edition.rights if edition else None) or "not known"


def rights_lines(infos: Iterable[TextInfo], catalogue: Catalogue) -> list[str]:
    """Say of each text whose it is, once."""
    return list(dict.fromkeys(f"{info.title} ({info.id}): {rights_of(info, catalogue)}" for info in infos))


def program_version() -> str:
    """Give the version of this program, ``0`` where it is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "0"
