"""Passages for reference managers: BibTeX, RIS and CSL-JSON, an entry for each work with its passages as notes.

The works of all passages are gathered before the first is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.bibtex import entry
from corpus.citation.csl_json import csl_work
from corpus.citation.gathered import CitedPassage, GatheredWork, gather
from corpus.citation.rich_text import clean
from corpus.citation.ris import record
from corpus.citation.work import CitedWork
from corpus.export.passages import About, Extract, cited


def bibtex(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give BibLaTeX entries; the keys are the identifiers of the texts, and what was asked stands before them."""
    # Text outside of entries is a comment to BibTeX, unless it has an at sign.
    yield "".join(f"% {name}: {' '.join(value.split())}\n".replace("@", "(at)") for name, value in _about(about))
    for work in _works(extracts, about, catalogue):
        yield f"\n{entry(work)}"


def ris(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give RIS records; what was asked stands in each, since the format has no place outside of records."""
    asked = "; ".join(f"{name}: {' '.join(value.split())}" for name, value in _about(about))
    for work in _works(extracts, about, catalogue):
        addresses = " ".join(passage.address for passage in work.passages)
        yield record(work, ("C1", addresses), ("C2", asked), ("C3", work.rights)) + "\r\n"


def csl_json(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give a list of CSL items; what was asked stands in each as ``custom``."""
    yield "["
    between = "\n"
    for work in _works(extracts, about, catalogue):
        yield between + json.dumps(csl_work(work, {**about.marks, "rights": work.rights}), ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"


def _works(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> list[GatheredWork]:
    def passages() -> Iterator[tuple[CitedWork, CitedPassage, str]]:
        for extract in extracts:
            item, locus = cited(extract, about, catalogue, "csl-json", quote=True)
            own = clean(": ".join(filter(None, (extract.judgement, extract.note))))
            address = about.link(extract) if about.base_url else extract.address
            yield item, CitedPassage(locus, address, own), extract.rights

    return gather(passages())


def _about(about: About) -> list[tuple[str, str]]:
    return [*about.marks.items(), ("held", about.held)]
