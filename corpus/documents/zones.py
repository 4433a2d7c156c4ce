"""The parts of a book that are no running text: front matter, contents, endnotes, index."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.documents.paragraphs import Para
from corpus.documents.rules import rules
from corpus.model.turns import Mark, Region
from corpus.reading.markdown.blocks import ENTRY_END, is_entry

_PAGE_BACKWARDS = re.compile(r"(?:\d{1,4}|[ivxlc]+)\s*\D")
"""How an entry of a list ends, read from its end, as looking for it from everywhere takes the square of the line."""
_PAGES = re.compile(r"(?:\D|\d{1,4}[,;–-] ?)\d{1,4}(?:[–-]\d{1,4})?\.?$")
_CHAPTER = re.compile(rf"\W*(?:{rules().headings.chapter})\s+(?:\d+|[ivxlc]+|one|первая)\b", re.I)
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+")
_STOP = re.compile(r"[.!?:…]['\"»”)]*$")
MAX_HEADING_WORDS = 6
MIN_ENTRIES = 4
MIN_INDEX = 12
MAX_ENTRY_WORDS = 30
MAX_FRONT_SHARE = 0.15
MAX_OPENING = 15
MAX_TITLE_WORDS = 14


def with_regions(paras: Sequence[Para], speaks: Callable[[Para], bool] | None = None) -> list[Para]:
    """Give the paragraphs with their regions: front, contents, index, footnote (endnotes), heading or body.

    ``speaks`` says of a paragraph that somebody speaks in it under a label: that is never front matter.
    """
    regions: list[Region] = ["body"] * len(paras)
    headings = [_part_opened(p) for p in paras]
    contents_end = _mark_contents(paras, headings, regions)
    _mark_index(paras, headings, regions)
    notes = _mark_endnotes(paras, headings, regions)
    _mark_front(paras, headings, regions, contents_end, speaks)
    out: list[Para] = []
    for i, (para, region) in enumerate(zip(paras, regions, strict=True)):
        bare = headings[i] and region in ("body", "footnote") and not para.level and para.kind == "para"
        para = replace(para, kind="heading") if bare else para
        if region in ("body", "footnote") and para.kind == "heading":
            region = "heading"
        out.append(replace(_endnote(para) if i in notes else para, region=region))
    return out


def _part_opened(para: Para) -> str | None:
    """Give the kind of part a heading opens, ``bare`` for a heading only its word tells, else None."""
    words = re.sub(r"[\W\d_]+", " ", para.text).strip().lower()
    if para.kind not in ("heading", "para") or len(words.split()) > MAX_HEADING_WORDS:
        return None
    lists = rules().headings
    for name, listed in (("contents", lists.contents), ("index", lists.index), ("notes", lists.notes)):
        if words in listed:
            return name
    if para.kind == "heading":
        return "front" if words in lists.front else None
    return "bare" if words in lists.bare and not _STOP.search(para.text) else None


def _mark_contents(paras: Sequence[Para], headings: list[str | None], regions: list[Region]) -> int:
    """Mark contents pages and give the index behind them, 0 where there are none."""
    limit = max(200, len(paras) // 4)
    for i in range(min(limit, len(paras))):
        if headings[i] == "contents":
            end = i + 1
            while end < len(paras) and paras[end].kind not in ("heading", "rule") and _is_entry(paras[end]):
                end += 1
            if end - i > MIN_ENTRIES:
                regions[i:end] = ["contents"] * (end - i)
                return end
        elif is_entry(paras[i].text):
            end = i
            while end < len(paras) and is_entry(paras[end].text):
                end += 1
            if end - i >= MIN_ENTRIES:
                regions[i:end] = ["contents"] * (end - i)
                return end
    return 0


def _is_entry(para: Para) -> bool:
    bare = para.text.rstrip()
    page = _PAGE_BACKWARDS.match(bare[: -ENTRY_END - 1 : -1])
    return page is not None and "\n" not in bare[: len(bare) - page.end()] and len(para.text.split()) <= MAX_ENTRY_WORDS


def _mark_index(paras: Sequence[Para], headings: list[str | None], regions: list[Region]) -> None:
    """Mark the index of a book: behind its heading where half of the lines have pages, else such lines at the end."""
    starts = [i for i, name in enumerate(headings) if name == "index" and regions[i] == "body"]
    for start in starts:
        end = next(
            (j for j in range(start + 1, len(paras)) if paras[j].kind == "heading" and paras[j].level <= 1),
            len(paras),
        )
        listed = sum(bool(_PAGES.search(p.text)) for p in paras[start + 1 : end])
        if listed >= MIN_ENTRIES and 2 * listed >= end - start - 1:
            regions[start:end] = ["index"] * (end - start)
    if starts:
        return
    start = len(paras)
    while start and _is_indexed(paras[start - 1]):
        start -= 1
    if len(paras) - start >= MIN_INDEX:
        regions[start:] = ["index"] * (len(paras) - start)


def _is_indexed(para: Para) -> bool:
    return bool(_PAGES.search(para.text)) and len(para.text.split()) <= MAX_ENTRY_WORDS


def _mark_endnotes(paras: Sequence[Para], headings: list[str | None], regions: list[Region]) -> set[int]:
    """Mark the numbered paragraphs under a heading such as NOTES; give their places."""
    found: set[int] = set()
    for i, name in enumerate(headings):
        if name != "notes" or regions[i] != "body":
            continue
        behind = range(i + 1, len(paras))
        numbered = [j for j in behind if regions[j] == "body" and _NUMBER.match(paras[j].text)]
        if not numbered or numbered[0] > i + 2:
            continue
        for j in range(i + 1, len(paras)):
            if paras[j].kind == "heading" or (headings[j] and j > numbered[0]) or regions[j] != "body":
                break
            regions[j] = "footnote"
            found.add(j)
    return found


def _endnote(para: Para) -> Para:
    """Turn a numbered paragraph into a note whose number is a mark."""
    number = _NUMBER.match(para.text)
    if para.kind == "heading" or number is None:
        return replace(para, kind="note") if para.kind != "heading" else para
    rest = para.cut(number.end())
    return replace(rest, kind="note", marks=(Mark("note", 0, 0, number.group(1)), *rest.marks))


def _mark_front(
    paras: Sequence[Para], headings: list[str | None], regions: list[Region], contents_end: int,
    speaks: Callable[[Para], bool] | None,
) -> None:
    """Mark title pages, imprints and the like before the text begins."""
    begin = contents_end or _first_chapter(paras) or _opening(paras, headings)
    if speaks and not contents_end:
        begin = next((i for i in range(begin) if speaks(paras[i])), begin)
    for i in range(begin):
        if regions[i] == "body":
            regions[i] = "front"
    i = begin
    while i < len(paras):
        if headings[i] != "front" or regions[i] != "body":
            i += 1
            continue
        level = paras[i].level
        regions[i] = "front"
        i += 1
        while i < len(paras) and not (paras[i].kind == "heading" and paras[i].level <= level):
            regions[i] = "front" if regions[i] == "body" else regions[i]
            i += 1


def _first_chapter(paras: Sequence[Para]) -> int:
    limit = int(len(paras) * MAX_FRONT_SHARE)
    return next((i for i in range(limit) if paras[i].kind == "heading" and _CHAPTER.match(paras[i].text)), 0)


def _opening(paras: Sequence[Para], headings: list[str | None]) -> int:
    """Give how many short paragraphs (title, author, date) stand before the first of running text."""
    for i, para in enumerate(paras[:MAX_OPENING]):
        words = len(para.text.split())
        # A note belongs to running text, however short the paragraphs before it are.
        if words > MAX_TITLE_WORDS or para.text.rstrip().endswith(":") or headings[i] == "bare" or para.kind == "note":
            return min(i, next((j for j in range(1, i) if paras[j].kind == "heading"), i))
    return 0
