"""What stands where in the texts of a generation: sittings, sections, speakers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model.turns import Page, Turn
from indexer.generation.index import Index
from indexer.turns.store import TurnSection

OUTSIDE = "undated"
"""Name, in references and addresses, of the part of an edition that belongs to no sitting."""


@dataclass(frozen=True, slots=True)
class SectionStart:
    """A section with the turn it begins with."""

    title: str
    ref: str
    page: Page


@dataclass(frozen=True, slots=True)
class TextPart:
    """A sitting of an edition: ``name`` is None for what stands outside the sittings, and for a document."""

    text_id: str
    name: str | None
    turns: int
    sections: tuple[SectionStart, ...]
    first: Page
    last: Page


def parts(index: Index, text_id: str) -> tuple[TextPart, ...]:
    """Give the parts of a text in order."""
    sections = index.sections(text_id)
    names = list(dict.fromkeys(section.sitting for section in sections))
    if not index.text(text_id).is_edition:
        return (_part(index, text_id, None, sections),) if sections else ()
    return tuple(_part(index, text_id, name, [s for s in sections if s.sitting == name]) for name in names)


def _part(index: Index, text_id: str, name: str | None, sections: Iterable[TurnSection]) -> TextPart:
    turns = part_turns(index, text_id, name)
    paged = [turn.page for turn in turns if turn.page.label is not None]
    return TextPart(text_id, name, len(turns), tuple(_starts(index, sections)),
                paged[0] if paged else Page(), paged[-1] if paged else Page())


def part_turns(index: Index, text_id: str, name: str | None) -> tuple[Turn, ...]:
    """Give the turns of a part in order."""
    if name is not None or not index.text(text_id).is_edition:
        return tuple(index.turns(text_id, name))
    return tuple(turn for turn in index.turns(text_id) if turn.sitting is None)


def _starts(index: Index, sections: Iterable[TurnSection]) -> list[SectionStart]:
    """Give the sections that have a title; one that goes on under the same title in other capitals is one."""
    out: list[SectionStart] = []
    for section in sections:
        if section.title and not (out and out[-1].title.casefold() == section.title.casefold()):
            out.append(SectionStart(section.title, section.first_ref, index.turn(section.first_ref).page))
    return out
