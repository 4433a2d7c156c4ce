"""BibTeX in the model of BibLaTeX (biblatex manual, 2.1 and 2.2), with the names of fields that BibTeX has too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.citation.authors import split_name
from corpus.citation.gathered import GatheredWork, gathered
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Span, clean, plain
from corpus.citation.tex import tex, whole
from corpus.citation.work import CitedWork

_LANGUAGES = {"en": "english", "ru": "russian", "de": "german", "fr": "french"}

_KINDS = {"book": "book", "archive": "unpublished", "web": "online", "other": "misc"}

_NO_KEY = re.compile(r"[^A-Za-z0-9:._-]+")


def bibtex(item: CitedWork, locus: Locus) -> tuple[Span, ...]:
    """Give the entry of a work and the command that cites the page."""
    return plain(entry(gathered(item, locus)))


def bibtex_file(works: Iterable[GatheredWork]) -> str:
    """Give the entries of several works."""
    return "\n".join(map(entry, works))


def entry(work: GatheredWork) -> str:
    """Give the entry of a work, with its passages as ``annote``, and a command for each that cites its page.

    ``langid`` is for BibLaTeX, ``language`` for Zotero; ``year`` stands beside ``date`` for readers of BibTeX. Empty
    fields are left out. Values are UTF-8.
    """
    item, key = work.item, _NO_KEY.sub("-", work.key)
    fields = {
        "author": " and ".join(_name(name) for name in item.authors),
        "title": whole(item.title),
        "shorttitle": whole(item.short_title) if item.short_title != item.title else "",
        "publisher": whole(item.publisher),
        "address": whole(item.place),
        "organization": "" if item.kind == "book" else whole(item.site),
        "year": str(item.year or ""),
        "date": item.issued.isoformat() if item.issued else "",
        "langid": _LANGUAGES.get(item.lang, ""),
        "language": _LANGUAGES.get(item.lang, item.lang),
        "library": tex(item.archive),
        "note": tex(item.archive) if item.kind == "archive" else "",
        "url": item.url,
        "urldate": item.accessed.isoformat() if item.accessed and item.url else "",
        "copyright": tex(clean(work.rights)),
        "annote": tex(work.note),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    commands = "".join(_command(key, passage.locus) for passage in work.passages)
    return f"@{_KINDS[item.kind]}{{{key},\n{body}\n}}\n{commands}"


def _command(key: str, locus: Locus) -> str:
    note = tex(locus.page("--") or locus.unpaged).replace("-{}-", "--")
    note = f"{{{note}}}" if re.search(r"[\[\],=]", note) else note
    said = f"   % {tex(locus.speaker_and_sitting)}" if locus.pages and locus.speaker_and_sitting else ""
    # Outside an entry an at sign would begin the next one: % is no comment to BibTeX.
    return f"% \\autocite{f'[{note}]' if note else ''}{{{key}}}{said}\n".replace("@", "(at)")


def _name(name: str) -> str:
    """Give an author; a name that is not given as ``Surname, Given`` is braced, so that it is taken whole."""
    parsed = len(split_name(name)) == 2 and " and " not in name.lower()
    return tex(name) if parsed else whole(name)
