"""Passages for reference managers: BibTeX, RIS and CSL-JSON, an entry for each passage with its page and its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from corpus.catalogue.catalogue import Catalogue
from corpus.citation.reference_managers import bibtex_passage, csl_passage
from corpus.citation.reference_managers import ris as ris_record
from corpus.export.passages import About, Extract, cited


def bibtex(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give BibLaTeX entries; the keys are the references, and what was asked stands before them."""
    # Text outside of entries is a comment to BibTeX, unless it has an at sign.
    yield "".join(f"% {name}: {' '.join(value.split())}\n".replace("@", "(at)") for name, value in _about(about))
    for extract in extracts:
        own = ": ".join(filter(None, (extract.judgement, extract.note)))
        item, locus = cited(extract, about, catalogue, "bibtex", quote=True)
        yield "\n" + bibtex_passage(item, locus, extract.address, own, extract.rights)


def ris(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give RIS records; what was asked stands in each, since the format has no place outside of records."""
    asked = "; ".join(f"{name}: {' '.join(value.split())}" for name, value in _about(about))
    for extract in extracts:
        record = "".join(s.text for s in ris_record(*cited(extract, about, catalogue, "ris", quote=True)))
        body = record.removesuffix("ER  - \r\n")
        own = "".join(f"N1  - {' '.join(value.split())}\r\n" for value in (extract.judgement, extract.note) if value)
        rights = " ".join(extract.rights.split())
        yield f"{body}{own}C1  - {extract.address}\r\nC2  - {asked}\r\nC3  - {rights}\r\nER  - \r\n\r\n"


def csl_json(extracts: Iterable[Extract], about: About, catalogue: Catalogue) -> Iterator[str]:
    """Give a list of CSL items; what was asked stands in each as ``custom``."""
    yield "["
    between = "\n"
    for extract in extracts:
        item = csl_passage(*cited(extract, about, catalogue, "csl-json", quote=True), extract.address)
        own = {name: value for name, value in (("judgement", extract.judgement), ("note", extract.note)) if value}
        yield between + json.dumps({**item, "custom": {**about.marks, "rights": extract.rights, **own}},
                                   ensure_ascii=False)
        between = ",\n"
    yield "\n]\n"


def _about(about: About) -> list[tuple[str, str]]:
    return [*about.marks.items(), ("held", about.held)]
