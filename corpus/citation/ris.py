"""Records of RIS (Research Information Systems, tags of 2011), lines ended by CR LF."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.citation.gathered import GatheredWork, gathered
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Span, clean, plain
from corpus.citation.work import CitedWork

_KINDS = {"book": "BOOK", "archive": "MANSCPT", "web": "ELEC", "other": "UNPB"}


def ris(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Give the record of a work with the passage as its note."""
    return plain(record(gathered(item, locus)))


def ris_file(works: Iterable[GatheredWork]) -> str:
    """Give the records of several works."""
    return "\r\n".join(map(record, works))


def record(work: GatheredWork, *more: tuple[str, str]) -> str:
    """Give the record of a work: a note (``N1``) for each passage; the tags in ``more`` come last.

    There is no start page (``SP``): of a book it would be the number of its pages.
    """
    item = work.item
    rows = [
        ("TY", _KINDS[item.kind]),
        *(("AU", name) for name in item.authors),
        ("TI", item.title),
        ("ST", item.short_title if item.short_title != item.title else ""),
        ("PB", item.publisher or item.site),
        ("CY", item.place),
        ("PY", str(item.year or "")),
        ("DA", f"{item.issued:%Y/%m/%d}/" if item.issued else ""),
        ("AV", item.archive),
        ("LA", item.lang),
        ("UR", item.url),
        ("Y2", f"{item.accessed:%Y/%m/%d}" if item.accessed and item.url else ""),
        *(("N1", passage.note) for passage in work.passages),
        *((tag, clean(value)) for tag, value in more),
    ]
    return "\r\n".join([*(f"{tag}  - {value}" for tag, value in rows if value), "ER  - ", ""])
