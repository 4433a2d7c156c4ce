"""Citations in notes: a title, its imprint, and the pages at the end of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.references.imprint import TrialCitation
from corpus.references.items import CHAPTER, YEAR, CitedItem, is_no_page
from corpus.references.page_numbers import SIGNED, SUFFIX, read_pages
from corpus.references.works import TrialNames, work_in

_URL = re.compile(r"(?:https?://|www\.|msuweb\.)\S+")
_CAPITAL = r"[\"“«]?[^\W\d_a-zа-яё]"
_SENTENCE = re.compile(
    rf"(?<=[^\W\d_]{{4}}[.!?\"”»)])\s+(?={_CAPITAL})|(?<=\d\.)\s+(?={_CAPITAL}\w)|;\s+|\n"
)
_UNSIGNED = re.compile(
    r"(?<=[,:)”\"’'»\w\]] )(?P<pages>\d{1,4}(?: ?[-–—] ?\d{1,4})?"
    rf"{SUFFIX}?)"
    r"(?=\.?\s*(?:$|[;)]|,(?! ?(?:\d|pp?\b|[Nn]o|[сС]\.))|\.\s|The\b|At\b|It\b))"
)
_SIGNED = re.compile(rf"(?<!\w)(?P<pages>{SIGNED})")
_CHAPTER = re.compile(rf"(?<!\w){CHAPTER}(?P<pages>)")


def note_items(text: str, names: TrialNames) -> Iterator[CitedItem]:
    """Give the citations of a note that have pages or chapters; each begins where the one before it ends."""
    masked = _URL.sub(lambda m: "¤" * len(m.group()), text)
    hits = sorted((m for p in (_SIGNED, _UNSIGNED, _CHAPTER) for m in p.finditer(masked)), key=lambda m: m.start())
    done = 0
    for match in hits:
        if match.start() < done or is_no_page(masked[: match.start()], match["pages"]):
            continue
        start = max([done, *(m.end() for m in _SENTENCE.finditer(masked, done, match.start()))])
        known = work_in(masked[done : match.start()])
        if known and work_in(masked[start : match.start()]) is None:
            start = done + known.start
        work = masked[start : match.start()].strip(" ,:(")
        named = names.shortened(work)
        yield CitedItem(start, match.end(), "note", work, read_pages(match["pages"]) if match["pages"] else None,
                   named.trials if named else (), named.lang if named else "")
        done = match.end()


def whole(text: str) -> list[CitedItem]:
    """Take a note without pages for one citation where it has a title and a year, an address or a known name."""
    titled = re.search("[\"“«]", text) or work_in(text)
    placed = YEAR.search(text) or _URL.search(text) or work_in(text)
    return [CitedItem(0, len(text), "note", text, None)] if titled and placed else []


def titles(trials: Sequence[TrialCitation]) -> Iterator[CitedItem]:
    """Give the full titles of trial reports in a note, without pages."""
    for found in trials:
        named = found.named
        if named.title:
            yield CitedItem(found.start, found.end, "title", "", None, named.trials, named.lang,
                            editions=named.editions)
