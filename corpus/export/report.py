"""The report on the quotations of a text as a file: a Word document, a table, or JSON.

What is said in it comes in the reader's words: this module sets them and knows no verdicts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.export.tables import safe_table
from corpus.export.xml_text import clean

if TYPE_CHECKING:
    from docx.document import Document

TABLE_WIDTHS = (4.0, 12.0)
"""Centimetres of the two columns of a quotation: what is told, and in which words."""


@dataclass(frozen=True, slots=True)
class ReportedQuotation:
    """A quotation in the report: ``lines`` are names and words in their order, ``brief`` that one line is enough.

    ``codes`` are the same facts for programs.
    """

    head: str
    quote: str
    lines: tuple[tuple[str, str], ...]
    brief: bool
    codes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class QuotationReport:
    """The report: its parts with their quotations; ``about`` are names and words that stand above them."""

    title: str
    made: date
    about: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, Sequence[ReportedQuotation]], ...]

    @property
    def quotations(self) -> list[ReportedQuotation]:
        """All quotations in the order of the report."""
        return [quotation for _, those in self.parts for quotation in those]


def report_json(report: QuotationReport) -> bytes:
    """Write the facts of each quotation: an object with ``made``, ``about`` and the list ``quotations``."""
    data = {"made": report.made.isoformat(), "about": dict(report.about),
            "quotations": [dict(quotation.codes) for quotation in report.quotations]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def report_csv(report: QuotationReport) -> bytes:
    """Write a table for spreadsheets, a row for each quotation; lists in a cell are parted by a bar."""
    names = list(dict.fromkeys(name for quotation in report.quotations for name in quotation.codes))
    rows = [[_cell(quotation.codes.get(name)) for name in names] for quotation in report.quotations]
    return "".join(safe_table([names, *rows])).encode()


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " | ".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return ": ".join(_cell(part) for part in value.values())
    return "" if value is None else str(value)


def report_docx(report: QuotationReport) -> bytes:
    """Write a Word document: a summary, then the parts, each quotation with what was found in a table of two columns.

    Those for which one line is enough stand in a list.
    """
    import docx as word

    document = word.Document()
    document.add_heading(clean(report.title), 0)
    document.core_properties.title, document.core_properties.author = clean(report.title)[:255], "trials"
    for name, words in report.about:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{clean(name)}: ").bold = True
        paragraph.add_run(clean(words))
    for title, quotations in report.parts:
        document.add_heading(f"{clean(title)} ({len(quotations)})", 1)
        for quotation in quotations:
            if quotation.brief:
                _brief(document, quotation)
            else:
                _full(document, quotation)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _brief(document: Document, quotation: ReportedQuotation) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(clean(f"{quotation.head} "))
    paragraph.add_run(clean(quotation.quote)).italic = True
    rest = "; ".join(words for _, words in quotation.lines)
    paragraph.add_run(clean(f" — {rest}" if rest else ""))


def _full(document: Document, quotation: ReportedQuotation) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.add_run(clean(quotation.head)).bold = True
    paragraph.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(TABLE_WIDTHS), style="Table Grid")
    table.autofit = False
    for line in quotation.lines:
        for cell, words, width in zip(table.add_row().cells, line, TABLE_WIDTHS, strict=True):
            cell.text, cell.width = clean(words), Cm(width)
    document.add_paragraph()
