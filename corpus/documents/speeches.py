"""Dialogue that a record sets in one paragraph, with line breaks or run on: each speech becomes a paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.description.title import heads_document
from corpus.documents.cast import Cast, cast_of
from corpus.documents.flow import END_CHARS, ends_sentence
from corpus.documents.labels import LabelFinder
from corpus.documents.paragraphs import Para, paragraph
from corpus.documents.said import SpeakerNames
from corpus.language.script import is_cyrillic
from corpus.model.blocks import SourceText
from corpus.model.pages import page_of
from corpus.model.turns import Page
from corpus.speakers.habits import Habits, habits, labels_of
from corpus.speakers.lead_ins import SIGNS, behind_lead_in, is_lead_in
from corpus.speakers.line_starts import LineSpan, lines_in
from corpus.speakers.lone_lines import broken_off
from corpus.speakers.run_on_sides import run_on_sides
from corpus.speakers.sides import record_side, sides_inside
from corpus.speakers.unlabelled import sign_of_nobody
from corpus.speakers.vocabulary import LabelVocabulary
from corpus.unspoken.closing import closes_record, is_signature
from corpus.unspoken.part_headings import is_heading_line

_RUNNING = frozenset({"para", "item"})
"""Kinds of blocks in which somebody may speak."""
FEWEST_SIDES = 2
"""Labels of questions and answers that a record or a paragraph has, before one inside a paragraph is one."""


def speeches_apart(source: SourceText, names: SpeakerNames) -> tuple[list[Para], Cast]:
    """Give the paragraphs of a record with a new one where a label begins, and the names that are labels in it."""
    paras = [paragraph(source, block) for block in source.blocks]
    lines = lines_in(source)
    each = [
        part_of(para, behind_lead_in(para.text, line.start), line.end)
        for para, own in zip(paras, lines, strict=True) if para.kind in _RUNNING for line in own if line.begins
    ]
    texts = [para.text for para in paras if para.kind in _RUNNING]
    vocabulary = names if isinstance(names, LabelVocabulary) else None
    cast = cast_of(_guessed(paras, each), texts, vocabulary)
    finder = LabelFinder(each, names, record=True, cast=cast)
    how = _habits_of(texts, vocabulary)
    sided = _is_sided(each)
    out: list[Para] = []
    for one, own in zip(paras, lines, strict=True):
        para = _as_label(one, cast)
        inner = _inner_cuts(para, vocabulary, how, cast) or _side_cuts(para, sided=sided)
        cuts = sorted({0, *_line_cuts(para, own, finder), *inner})
        cuts = sorted({*cuts, *_closing_cuts(para, own, cuts)})
        closes = closes_record(para.text) and not behind_lead_in(para.text, 0)
        out.extend([para] if para.kind not in _RUNNING or len(cuts) == 1 or closes else _parts(para, cuts))
    return out, cast


def _guessed(paras: Sequence[Para], lines: Sequence[Para]) -> list[str]:
    """Give the lines at which names may be labels, headings among them; not who signed, nor heads of documents.

    Where the source sets its labels as such, an item that comes back (``Yes.``) is an answer, and no name.
    """
    listed = any(para.label for para in paras)
    spoken = (line for before, line in pairwise([None, *lines]) if line and not _is_signed(line, before))
    headings = (para for para in paras if para.kind == "heading")
    return [one.text for one in (*spoken, *headings)
            if one.text.strip() and not (listed and one.kind == "item") and not heads_document(one.text)]


def _is_signed(line: Para, before: Para | None) -> bool:
    """Say whether a line is the name of who signed below what closes a record, as its day."""
    return before is not None and is_signature(line.text) and closes_record(before.text)


def _as_label(para: Para, cast: Cast) -> Para:
    """Give a heading that is one of the names of a record as a line of it, others as they are."""
    named = para.kind == "heading" and cast.forms.alone_name(para.text) is not None
    return replace(para, kind="para", level=0) if named else para


def _is_sided(lines: Sequence[Para]) -> bool:
    """Say whether lines begin with labels of questions and answers."""
    return sum(record_side(line.text, 0, parted=False) is not None for line in lines) >= FEWEST_SIDES


def _habits_of(texts: Sequence[str], vocabulary: LabelVocabulary | None) -> Habits:
    """Give how paragraphs set their labels; those of Russian may end with a stop. Nothing is known without names."""
    return habits(texts, vocabulary, stops=any(map(is_cyrillic, texts))) if vocabulary else Habits()


def part_of(para: Para, start: int, end: int) -> Para:
    """Give para.text[start:end] without the space around it as a paragraph."""
    start += len(para.text[start:end]) - len(para.text[start:end].lstrip())
    end = max(start, start + len(para.text[start:end].rstrip()))
    marks = tuple(
        replace(mark, start=max(start, mark.start) - start, end=min(end, mark.end) - start)
        for mark in para.marks
        if (mark.start < end and mark.end > start) or start <= mark.start == mark.end <= end
    )
    page, end_page = _pages_of(para, start, end)
    return replace(
        para, text=para.text[start:end], offsets=para.offsets.slice(start, end), marks=marks, page=page,
        end_page=end_page)


def _pages_of(para: Para, start: int, end: int) -> tuple[Page, str | None]:
    """Give the page on which para.text[start:end] begins, and the label of the one on which it ends."""
    if not any(mark.kind == "page" and mark.label for mark in para.marks):
        return para.page, para.end_page
    page = page_of(para, start, end)
    known = page.label and page.basis == "none"
    return replace(page, basis="printed") if known else page, page.end


def _parts(para: Para, cuts: Sequence[int]) -> Iterator[Para]:
    parts = [part_of(para, low, high) for low, high in zip(cuts, [*cuts[1:], len(para.text)], strict=True)]
    kept = [part for part in parts if part.text.strip(SIGNS)]
    for number, part in enumerate(kept):
        # Notes stand behind the last of the parts, as they stood behind the whole.
        notes = para.notes if number == len(kept) - 1 else ()
        yield replace(part, notes=notes, kind="direction" if is_lead_in(part.text) else part.kind)


def _line_cuts(para: Para, lines: Sequence[LineSpan], finder: LabelFinder) -> Iterator[int]:
    """Give where lines begin with a label; a label that is a line of its own ends with it."""
    signed, short = False, broken_off(para.text, lines)
    for number, line in enumerate(lines) if len(lines) > 1 or behind_lead_in(para.text, 0) else ():
        start = behind_lead_in(para.text, line.start)
        begins, signed = line.begins or signed, _closes(para.text[line.start : line.end])
        whole = begins and number in short
        if whole and is_heading_line(para.text[line.start : line.end]):
            yield from (line.start, line.end)
            continue
        if begins and finder.has_labels and sign_of_nobody(para.text[start : line.end]):
            yield line.start
            continue
        label = finder.find(part_of(para, start, line.end)) if begins else None
        if label and (label.form in ("colon", "stop") or (label.form == "lead" and whole)):
            yield line.start
            yield start
            if label.form == "lead":
                yield line.end


def _closing_cuts(para: Para, lines: Sequence[LineSpan], cuts: Sequence[int]) -> Iterator[int]:
    """Give where lines begin that close the record below a speech: they are nobody's words."""
    starts = [line.start for line in lines]
    for low, high in pairwise([*cuts, len(para.text)]):
        below = lines[bisect_left(starts, low) : bisect_left(starts, high)]
        first = len(below)
        while first and _closes(para.text[below[first - 1].start : below[first - 1].end]):
            first -= 1
        # A line that goes on with a sentence is one of its dates or names.
        while first < len(below) and not _is_ended(para.text, low, below[first].start):
            first += 1
        yield from (line.start for line in below[first:])


def _is_ended(text: str, low: int, at: int) -> bool:
    """Say whether text[low:at] ends as a sentence does, or has no words."""
    before = text[max(low, at - END_CHARS) : at].rstrip()
    return not before or ends_sentence(before)


def _closes(line: str) -> bool:
    """Say whether a line may close a record."""
    return closes_record(line.strip()) or is_signature(line)


def _side_cuts(para: Para, *, sided: bool) -> list[int]:
    """Give where questions and answers stand inside a paragraph, one alone only in a record that is ``sided``."""
    starts = sorted({*sides_inside(para.text), *(label.start for label in run_on_sides(para.text))})
    return starts if sided or len(starts) >= FEWEST_SIDES else []


def _inner_cuts(para: Para, vocabulary: LabelVocabulary | None, how: Habits, cast: Cast) -> list[int]:
    """Give where labels stand inside a paragraph that begins with one: then it is dialogue run on."""
    starts = set(cast.starts(para.text))
    if vocabulary:
        starts |= {label.start for label in labels_of(para.text, vocabulary, how) if label.exact}
    ordered = sorted(starts)
    return ordered if len(ordered) > 1 and not para.text[: ordered[0]].strip() else []
