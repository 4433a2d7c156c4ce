"""The quotations of a document, each with the reference that belongs to it.

A quotation is a run of quoted paragraphs up to a citation, a stretch in quotation marks inside the author's prose, or a
paragraph without any mark that ends with a citation (``marked`` is then False: it may be a retelling).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.language.words import forms
from corpus.model.notes import Note
from corpus.model.turns import Turn
from corpus.references.belonging import Belonging, Citations, sentence_end, sentence_start
from corpus.references.reference import Reference
from corpus.references.rules import rules

FRAME_WORDS = 3
"""Words of an author around a quotation in the other alphabet."""

_QUOTED = re.compile(
    r"“(?:[^“”]|“[^“”]*”)*”|«(?:[^«»]|«[^«»]*»)*»|„[^„“”]*[“”]|(?<![\w\"])\"[^\"]+\"(?![\w\"])"
    r"|(?<!\w)‘(?:[^‘’]|(?<=\w)’(?=\w))*’(?!\w)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_LATIN, _CYRILLIC = re.compile(r"[A-Za-z]{2,}"), re.compile(r"[А-Яа-яЁё]{2,}")
_LEADS = re.compile(r"[\s.]*[:,]\s*[“«„\"‘]?")
_MARKER = re.compile(rules().quotations.marker)


@dataclass(frozen=True, slots=True)
class QuotedPart:
    """Quoted words at text[start:end] of a turn, with the label that stands before them there."""

    ref: str
    start: int
    end: int
    text: str
    label: str | None = None
    speaker: str | None = None
    emphasised: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, its parts in order, and what it is cited from. Lines are 1-based, None where there are none.

    ``perhaps`` is a citation further behind in the same paragraph, which may serve it too; ``unread`` what looks like
    its citation and is none that is understood. ``before`` and ``after`` are the author's words around it.
    ``place`` tells where it stands in a document that is in no library.
    """

    parts: tuple[QuotedPart, ...]
    lang: str
    line: int | None
    line_end: int | None
    reference: Reference | None
    marked: bool = True
    perhaps: Reference | None = None
    unread: str | None = None
    before: str = ""
    after: str = ""
    place: Note | None = None

    @property
    def text(self) -> str:
        """The words as quoted, with their labels."""
        return " ".join(f"{p.label}: {p.text}" if p.label else p.text for p in self.parts)

    @property
    def length(self) -> int:
        """How many words are quoted."""
        return sum(len(forms(p.text)) for p in self.parts)


def find_quotations(turns: Sequence[Turn], references: Sequence[Reference]) -> list[Quotation]:
    """Give the quotations of one document in order; ``turns`` are all of its turns, ``references`` what it cites."""
    finder = _Finder(turns, references)
    out: list[Quotation] = []
    number = 0
    while number < len(turns):
        turn = turns[number]
        if turn.region == "quotation" and not _framed(turn) and not finder.lists(turn):
            number, found = finder.block(number)
            out.extend(found)
            continue
        if turn.kind == "note" or (turn.region in ("body", "quotation") and turn.kind in ("narration", "speech")):
            out.extend(finder.inline(turn))
        number += 1
    return _translated(out, turns)


class _Finder:
    def __init__(self, turns: Sequence[Turn], references: Sequence[Reference]) -> None:
        self.turns = turns
        self.citations = Citations(turns, references)

    def block(self, first: int) -> tuple[int, list[Quotation]]:
        """Read quoted paragraphs from ``first`` to their citation; give where to go on, and the quotation.

        A note whose mark ends a paragraph ends the quotation, and so do closing quotation marks of a paragraph that
        opens with them: of a quotation of several paragraphs only the last has these.
        """
        parts: list[QuotedPart] = []
        used: list[Turn] = []
        found: Belonging | None = None
        number = first
        while number < len(self.turns) and found is None:
            turn = self.turns[number]
            if turn.kind == "note":
                number += 1
                continue
            if turn.region != "quotation" or turn.kind == "heading" or turn.lang != self.turns[first].lang:
                break
            cited = self._closing(turn)
            start, lead = (0, None) if cited or parts else self._lead(turn)
            cited = [lead] if lead else cited
            end = len(turn.text) if lead else min((r.start for r in cited), default=len(turn.text))
            used.append(turn)
            if part := _part(turn, start, end, label=turn.label):
                parts.append(part)
            number += 1
            found = Belonging(self._main(cited)) if cited else self.citations.at_end(turn)
            if found is None and _QUOTED.fullmatch(turn.text.strip(" .")):
                found = Belonging()
        found = self._beside(first, number, found or Belonging()) if used else found or Belonging()
        return max(number, first + 1), self._quotation(parts, used, found, self._introduced(first))

    def _beside(self, first: int, behind: int, found: Belonging) -> Belonging:
        """Give what the quoted paragraphs before number ``behind`` cite: the line behind them, or what led to them."""
        if found.reference or found.unread:
            return found
        below = self.citations.of_line_behind(behind)
        return Belonging(below) if below else self.citations.of_lead(first)

    def lists(self, turn: Turn) -> bool:
        """Say whether a paragraph is a list of quotations, each in its marks with a citation of its own behind it."""
        ends = [m.end() for m in _QUOTED.finditer(turn.text)]
        return sum(any(0 <= r.start - end <= 2 for r in self.citations.references_of(turn)) for end in ends) > 1

    def inline(self, turn: Turn) -> Iterator[Quotation]:
        """Give the quoted stretches of the author's paragraph; without any, what stands before a citation."""
        spans = [(m.start() + 1, m.end() - 1) for m in _QUOTED.finditer(turn.text)]
        cited = [r for r in self.citations.references_of(turn) if r.kind != "casefile"]
        spans = [s for s in spans if not any(r.start <= s[0] < r.end for r in cited)]
        yield from self._stretches(turn, spans)
        if turn.kind != "note":
            yield from self._retold(turn, spans, cited)

    def _stretches(self, turn: Turn, spans: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
        """Give the words in quotation marks, each with its citation and the author's words around it."""
        for i, (start, end) in enumerate(spans):
            if part := _part(turn, start, end):
                found = self.citations.of_stretch(turn, start, end)
                low = max(sentence_start(turn.text, max(0, start - 1)), spans[i - 1][1] if i else 0)
                high = min(sentence_end(turn.text, end), spans[i + 1][0] if i + 1 < len(spans) else len(turn.text))
                yield Quotation(
                    (part,), turn.lang, turn.origin.line_at(start), turn.origin.line_at(end - 1), found.reference,
                    perhaps=found.perhaps, unread=found.unread,
                    before=turn.text[low:start], after=turn.text[end:high],
                )

    def _retold(
        self, turn: Turn, spans: Sequence[tuple[int, int]], cited: Sequence[Reference]
    ) -> Iterator[Quotation]:
        """Give the words without any mark that stand before a citation of a trial: they may be a retelling."""
        for reference in cited:
            before = max((r.end for r in cited if r.end <= reference.start), default=0)
            part = _part(turn, before, reference.start)
            unmarked = reference.closing and not any(before <= s[0] < reference.start for s in spans)
            if reference.trial and unmarked and part:
                lines = turn.origin.line_at(before), turn.origin.line_at(reference.start)
                yield Quotation((part,), turn.lang, *lines, reference, marked=False)

    def _lead(self, turn: Turn) -> tuple[int, Reference | None]:
        """Give where the words begin that a citation and a colon introduce, and that citation: ``Name (12): words``."""
        for reference in self.citations.references_of(turn):
            colon = _LEADS.match(turn.text, reference.end)
            if colon and ":" in colon.group() and _QUOTED.fullmatch(turn.text[colon.end() - 1 :].strip(" .")):
                return colon.end() - 1, reference
        return 0, None

    def _closing(self, turn: Turn) -> list[Reference]:
        """Give the citations that end a quoted paragraph; what stands inside it belongs to the text quoted."""
        out: list[Reference] = []
        end = len(turn.text.rstrip(" .,;"))
        for reference in reversed(self.citations.references_of(turn)):
            if reference.kind == "casefile" or turn.text[reference.end : end].strip(" .,;\n"):
                break
            out.insert(0, reference)
            end = reference.start
        return out

    def _main(self, cited: Sequence[Reference]) -> Reference:
        return next((r for r in cited if r.trial), cited[-1])

    def _introduced(self, first: int) -> str:
        """Give the author's words that introduce quoted paragraphs: the last sentence before them, up to a colon."""
        before = next((t for t in reversed(self.turns[:first]) if t.kind != "note"), None)
        if before is None or before.kind == "heading" or not before.text.rstrip().endswith((":", ",")):
            return ""
        return before.text[sentence_start(before.text, len(before.text)) :]

    def _quotation(
        self, parts: list[QuotedPart], used: Sequence[Turn], found: Belonging, before: str
    ) -> list[Quotation]:
        if not parts:
            return []
        first, last = used[0], used[-1]
        return [Quotation(tuple(parts), first.lang, first.origin.line_start, last.origin.line_end, found.reference,
                          unread=found.unread, before=before)]


def _framed(turn: Turn) -> bool:
    """Say whether an author's sentence in one alphabet frames words in the other, which stand in quotation marks."""
    if turn.label:
        return False
    outside = _BRACKETS.sub(" ", _QUOTED.sub(" ", turn.text))
    inside = "".join(match.group() for match in _QUOTED.finditer(turn.text))
    latin, cyrillic = (len(pattern.findall(outside)) for pattern in (_LATIN, _CYRILLIC))
    foreign = bool(_CYRILLIC.search(inside)) if latin else bool(_LATIN.search(inside))
    return foreign and max(latin, cyrillic) >= FRAME_WORDS and not min(latin, cyrillic)


def quoted_inside(text: str) -> str | None:
    """Give the words in quotation marks of a text that is more than these, where they are most of it."""
    spans = [match.group()[1:-1] for match in _QUOTED.finditer(text)]
    longest = max(spans, key=len, default="")
    whole = len(forms(text))
    return longest if whole / 2 <= len(forms(longest)) < whole else None


def marked_first(text: str) -> tuple[str, str] | None:
    """Give the words in quotation marks that a text begins with, and the author's words behind.

    Stretches that the author's words part (“…,” said the witness, “…”) are one. None where nothing is in marks, nothing
    behind them, or more of the text is outside them.
    """
    spans = [match.span() for match in _QUOTED.finditer(text)]
    if not spans or re.search(r"\w", text[: spans[0][0]]):
        return None
    quoted = " ".join(text[start + 1 : end - 1] for start, end in spans)
    begins = [*(start for start, _ in spans[1:]), len(text)]
    outside = " ".join(text[end:begin] for (_, end), begin in zip(spans, begins, strict=True))
    if not re.search(r"\w", outside) or 2 * len(forms(quoted)) < len(forms(text)):
        return None
    return quoted, outside


def _part(turn: Turn, start: int, end: int, label: str | None = None) -> QuotedPart | None:
    """Make a part of text[start:end] without the space around it, None where it has no word."""
    text = turn.text[start:end]
    lead = len(text) - len(text.lstrip())
    start, text = start + lead, text.strip()
    end = start + len(text)
    if not forms(text):
        return None
    stressed = tuple(
        turn.text[m.start : m.end] for m in turn.marks
        if m.kind in ("bold", "italic", "underline") and m.start >= start and m.end <= end and m.end > m.start
    )
    return QuotedPart(turn.ref, start, end, text, label, turn.speaker if label else None, stressed)


def _translated(found: list[Quotation], turns: Sequence[Turn]) -> list[Quotation]:
    """Let an original take the citation of its translation, from which only the marker line parts it."""
    number = {turn.ref: i for i, turn in enumerate(turns)}
    out = list(found)
    for i, (here, there) in enumerate(pairwise(found)):
        if here.reference or not there.reference or here.lang == there.lang:
            continue
        between = turns[number[here.parts[-1].ref] + 1 : number[there.parts[0].ref]]
        texts = [t.text for t in between if t.kind != "note"]
        if len(texts) == 1 and _MARKER.fullmatch(texts[0]):
            out[i] = replace(here, reference=there.reference)
    return out
