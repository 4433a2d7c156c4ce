"""Formats for reference managers: BibTeX/BibLaTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from corpus.citation.rich_text import Span, clean, plain
from corpus.citation.work import CitedWork, Locus, split_name

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        '"': r"\textquotedbl{}",
        **{sign: f"\\{sign}" for sign in "%&#$_"},
    }
)
_LANGID = {"en": "english", "ru": "russian", "de": "german", "fr": "french"}
_NO_KEY = re.compile(r"[^A-Za-z0-9:._-]+")


def tex(text: str) -> str:
    """Escape text for TeX. Braces become commands, since BibTeX counts even escaped ones."""
    return text.translate(_TEX)


def bibtex(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Entry in BibLaTeX's model (biblatex manual, 2.1 and 2.2) and the command that cites the page.

    Field values are UTF-8. A name that is not given as ``Surname, Given`` stands in braces of its own, so
    that it is taken whole.
    """
    key = _NO_KEY.sub("-", item.id)
    note = tex(locus.page("--") or locus.unpaged)
    note = f"{{{note}}}" if re.search(r"[\[\],=]", note) else note
    said = f"   % {tex(locus.speaker_and_sitting)}" if locus.pages and locus.speaker_and_sitting else ""
    # Outside an entry an at sign would begin the next one: % is no comment to BibTeX.
    command = f"% \\autocite{f'[{note}]' if note else ''}{{{key}}}{said}".replace("@", "(at)")
    return plain(f"{_bib_entry(item, locus, key)}{command}\n")


def bibtex_passage(item: CitedWork, locus: Locus, ref: str, own: str = "", rights: str = "") -> str:
    """Give a passage as an entry of its own, as lists have it: its key is the reference, its pages are a field.

    ``own`` is what the reader noted.
    """
    pages = locus.page("--")
    said = ", ".join(filter(None, (locus.name, locus.sitting_full, "" if pages else locus.section)))
    note = tex("; ".join(filter(None, (said, clean(own)))))
    key = _NO_KEY.sub("-", ref.replace("/", ":"))
    return _bib_entry(item, locus, key, pages=pages, note=note, copyright=tex(clean(rights)))


def _bib_entry(item: CitedWork, locus: Locus, key: str, **more: str) -> str:
    """Give an entry of BibLaTeX without its empty fields; ``date`` stands for ``year`` where the day is known."""
    kind = "book" if item.book else "online" if item.url else "misc"
    names = [_bib_name(name) for name in item.authors]
    fields = {
        "author": " and ".join(names),
        "title": tex(item.title),
        "shorttitle": tex(item.short_title) if item.short_title != item.title else "",
        "publisher": tex(item.publisher),
        "location": tex(item.place),
        "organization": "" if item.book else tex(item.site),
        "year": "" if item.issued else str(item.year or ""),
        "date": item.issued.isoformat() if item.issued else "",
        "langid": _LANGID.get(item.lang, ""),
        "library": tex(item.archive),
        "url": item.url,
        "urldate": item.accessed.isoformat() if item.accessed and item.url else "",
        **more,
        "annotation": tex(locus.quote),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{body}\n}}\n"


def _bib_name(name: str) -> str:
    parsed = len(split_name(name)) == 2 and " and " not in name.lower()
    return tex(name) if parsed else f"{{{tex(name)}}}"


def ris(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Record in the RIS format (Research Information Systems, tags of 2011), lines ended by CR LF."""
    first, last = locus.pages or ("", "")
    said = ", ".join(filter(None, (locus.name, locus.role, locus.sitting_full)))
    if not locus.pages:
        said = ", ".join(filter(None, (said, locus.section)))
    note = f"{said}: {locus.quote}" if said and locus.quote else said or locus.quote
    rows = [
        ("TY", "BOOK" if item.book else "ELEC" if item.url else "GEN"),
        *(("AU", name) for name in item.authors),
        ("TI", item.title),
        ("ST", item.short_title if item.short_title != item.title else ""),
        ("PB", item.publisher or item.site),
        ("CY", item.place),
        ("PY", str(item.year or "")),
        ("DA", f"{item.issued:%Y/%m/%d}/" if item.issued else ""),
        ("AV", item.archive),
        ("LA", item.lang),
        ("SP", first),
        ("EP", last),
        ("UR", item.url),
        ("Y2", f"{item.accessed:%Y/%m/%d}" if item.accessed and item.url else ""),
        ("N1", note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in rows if value]
    return plain("\r\n".join([*lines, "ER  - ", ""]))


def csl_json(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Item and citation item in CSL-JSON (CSL 1.0.2, ``csl-data`` and ``csl-citation``)."""
    data = {"items": [csl_item(item, locus.quote)], "citationItems": [csl_citation(item, locus)]}
    return plain(json.dumps(data, ensure_ascii=False, indent=1))


def csl_item(item: CitedWork, quote: str = "") -> dict[str, Any]:
    """Give the work as ``csl-data``; ``quote`` are the words quoted from it."""
    entry: dict[str, Any] = {
        "id": item.id,
        "type": "book" if item.book else "webpage" if item.url else "document",
        "author": [_csl_name(name) for name in item.authors],
        "title": item.title,
        "title-short": item.short_title if item.short_title != item.title else "",
        "publisher": item.publisher,
        "publisher-place": item.place,
        "container-title": "" if item.book else item.site,
        "issued": _csl_date(item.issued) or ({"date-parts": [[item.year]]} if item.year else None),
        "language": item.lang,
        "archive_location": item.archive,
        "URL": item.url,
        "accessed": _csl_date(item.accessed) if item.url else None,
        "note": quote,
    }
    return {name: value for name, value in entry.items() if value}


def csl_passage(item: CitedWork, locus: Locus, ref: str) -> dict[str, Any]:
    """Give a passage as an item of its own, as lists have it: called by its reference, with its page."""
    said = ", ".join(filter(None, (locus.name, locus.role, locus.sitting_full, "" if locus.pages else locus.section)))
    note = ": ".join(filter(None, (said, locus.quote)))
    return {**csl_item(item, note), "id": ref, **({"page": locus.page("-")} if locus.pages else {})}


def csl_citation(item: CitedWork, locus: Locus) -> dict[str, Any]:
    """Give the place cited as an entry of ``citationItems``."""
    place: dict[str, Any] = {"id": item.id}
    if locus.pages:
        place |= {"locator": locus.page("-"), "label": "page"}
        said = locus.speaker_and_sitting
    else:
        place |= {"locator": locus.heading, "label": "section"} if locus.heading else {}
        said = ", ".join(filter(None, (locus.name, locus.sitting)))
    return place | ({"suffix": f", {said}"} if said else {})


def _csl_name(name: str) -> dict[str, str]:
    parts = split_name(name)
    return {"family": parts[0], "given": parts[1]} if len(parts) == 2 else {"literal": name}


def _csl_date(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
