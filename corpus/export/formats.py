"""The formats of export by name: what they are called, what kind of file they make, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from corpus.catalogue.catalogue import Catalogue
from corpus.errors import UnknownNameError
from corpus.export import bibliography as export_references
from corpus.export import tables as export_tables
from corpus.export.passages import About, Extract, by_voice
from corpus.export.tei import tei_passages, tei_texts
from corpus.model.turns import TextInfo

Texts = Iterable[tuple[TextInfo, Iterable[Extract]]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exported passages."""

    name: str
    media_type: str
    extension: str


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS = {
    form.name: form for form in (
        Format("jsonl", "application/jsonl; charset=utf-8", "jsonl"),
        Format("csv", "text/csv; charset=utf-8", "csv"),
        Format("csv-safe", "text/csv; charset=utf-8", "csv"),
        Format("tei", "application/tei+xml", "xml"),
        Format("tmx", "application/x-tmx+xml", "tmx"),
        Format("docx", _DOCX, "docx"),
        Format("bibtex", "application/x-bibtex; charset=utf-8", "bib"),
        Format("ris", "application/x-research-info-systems; charset=utf-8", "ris"),
        Format("csl-json", "application/vnd.citationstyles.csl+json; charset=utf-8", "json"),
        Format("text", "text/plain; charset=utf-8", "txt"),
    )
}
"""All formats. Pairs (tmx) are written by :mod:`corpus.export.tmx`, which needs both sides of each."""

_ROWS = frozenset({"jsonl", "csv", "csv-safe"})
"""Formats that have a row for each turn."""

_Writer = Callable[[Iterable[Extract], About, Catalogue, str], Iterator[str]]

_WRITERS: dict[str, _Writer] = {
    "jsonl": lambda extracts, about, *_: export_tables.jsonl(extracts, about),
    "csv": lambda extracts, about, *_: export_tables.csv_exact(extracts, about),
    "csv-safe": lambda extracts, about, *_: export_tables.csv_safe(extracts, about),
    "tei": tei_passages,
    "bibtex": lambda extracts, about, catalogue, _: export_references.bibtex(extracts, about, catalogue),
    "ris": lambda extracts, about, catalogue, _: export_references.ris(extracts, about, catalogue),
    "csl-json": lambda extracts, about, catalogue, _: export_references.csl_json(extracts, about, catalogue),
    "text": export_tables.text,
}


def passages(form: str, extracts: Iterable[Extract], about: About, catalogue: Catalogue, style: str
             ) -> Iterator[bytes]:
    """Write passages, piece by piece. Raises UnknownNameError for a format that does not exist, WrongUseError."""
    # A row for a turn lists what of it is narration; everywhere else one voice says all words of a passage.
    single = (one for extract in extracts for one in ([extract] if form in _ROWS and extract.voice.mixed
                                                      else by_voice(extract)))
    if form == "docx":
        from corpus.export.word import docx

        yield docx(single, about, catalogue, style)
        return
    if form not in _WRITERS:
        raise UnknownNameError(f"There is no format “{form}” for passages.",
                               f"Choose one of: {', '.join([*_WRITERS, 'docx'])}.")
    for piece in _WRITERS[form](single, about, catalogue, style):
        yield piece.encode()


def whole(form: str, texts: Texts, about: About, catalogue: Catalogue, style: str) -> Iterator[bytes]:
    """Write whole texts, piece by piece. Raises as :func:`passages`."""
    if form == "tei":
        for piece in tei_texts(texts, about, catalogue):
            yield piece.encode()
        return
    yield from passages(form, chain.from_iterable(extracts for _, extracts in texts), about, catalogue, style)
