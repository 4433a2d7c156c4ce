"""The report of a check as a file; the page has it in a form, so that nothing is kept and no text is sent again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, request

from corpus.errors import WrongUseError
from corpus.export.report import QuotationReport, ReportedQuotation, report_csv, report_docx, report_json
from indexer.checking.report import group_of
from indexer.checking.verdict import Verdict
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext
from webapp.models.models import Link
from webapp.pages.evidence.verdicts import ReportPart, VerdictView, names_held, notes_of
from webapp.presenting.downloads import today
from webapp.presenting.holdings import holdings
from webapp.server.apart import answered_apart
from webapp.server.links import absolute
from webapp.server.places import CHECKS
from webapp.server.security import MAX_FORM_BYTES
from webapp.server.site import site
from webapp.wording.notes import Names

MAX_QUOTATIONS = 5_000
"""Quotations of one report: more than a text of the longest length has."""

FORMS: Mapping[str, tuple[str, str, Callable[[QuotationReport], bytes]]] = {
    "docx": (N_("Word (DOCX)"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", report_docx),
    "csv": (N_("Table (CSV)"), "text/csv; charset=utf-8", report_csv),
    "json": ("JSON", "application/json", report_json),
}
"""How a report is saved: its name, what browsers are told it is, and what writes it."""


@site.post("/check/report")
@answered_apart(CHECKS)
def check_report() -> Response:
    """Give a report as a file. Sent by POST for its length; nothing is kept of it here."""
    form = request.form.get("form", "docx")
    if form not in FORMS:
        raise WrongUseError(gettext("There is no such format or style."),
                            gettext("Possible are: %(choices)s.", choices=", ".join(FORMS)))
    found = read(request.form.get("report", ""))
    _, media_type, write = FORMS[form]
    answer = Response(write(found), content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="quotations-{found.made.isoformat()}.{form}"'
    return answer


def choices() -> list[tuple[str, str]]:
    """Give the formats with their names, for the form."""
    return [(form, gettext(name)) for form, (name, *_) in FORMS.items()]


def report_of(held: Held, parts: Sequence[ReportPart], summary: str) -> QuotationReport:
    """Make the report on a text ready to be written."""
    about = ((gettext("Result"), summary), (gettext("What was searched"), f"{holdings(held)} ({held.index.state})"))
    names = names_held(held)
    return QuotationReport(gettext("Quotations checked"), today(), about, tuple(
        (part.title, [_reported(names, verdict, view) for verdict, view in part.verdicts]) for part in parts))


def _reported(names: Names, verdict: Verdict, view: VerdictView) -> ReportedQuotation:
    notes = notes_of(verdict, names)
    others = [f"{other.flag}: {_other(other.document, other.place)} {other.literal.text}".strip()
              for other in view.others]
    found = ", ".join(filter(None, (view.place.name if view.place else "", view.page)))
    cited = "; ".join(filter(None, (view.cited.text if view.cited else "", view.page_check)))
    words = f"{view.speaker.name}: {verdict.source}" if view.speaker else verdict.source
    differences = "; ".join(f"{kind}: {quote or '—'} | {source or '—'}" for kind, quote, source in view.differences)
    lines = ((gettext("As quoted"), f"{view.before} “{verdict.quote}”{view.after}".strip()),
             (gettext("In the text held"), "\n".join(filter(None, (words, found)))),
             (gettext("Cited as"), cited), (gettext("Differences"), differences),
             (gettext("Warnings"), "; ".join(view.flags)), (gettext("Notes"), "\n".join((*notes, *others))))
    brief = ((gettext("In the text held"), found), (gettext("Cited as"), cited), (gettext("Notes"), "; ".join(notes)))
    head = " · ".join(filter(None, (view.where, view.verdict)))
    shown = brief if view.brief else lines
    return ReportedQuotation(head, verdict.quote, tuple((n, w) for n, w in shown if w), view.brief,
                             _codes(verdict, view, notes))


def _other(document: Link | None, place: Link | None) -> str:
    return ", ".join(link.name for link in (document, place) if link and link.name)


def _codes(verdict: Verdict, view: VerdictView, notes: list[str]) -> dict[str, object]:
    """Give the facts of a verdict for programs."""
    page = verdict.page
    return {
        "place": view.where, "group": group_of(verdict), "verdict": verdict.verdict, "quote": verdict.quote,
        "before": view.before, "after": view.after, "cited": view.cited.text if view.cited else None,
        "page_check": verdict.page_check, "text": verdict.text_id, "page": page.label if page else None,
        "page_basis": page.basis if page else None, "speaker": view.speaker.name if view.speaker else None,
        "source": verdict.source or None, "differences": [d.to_json() for d in verdict.differences],
        "flags": [*verdict.flags], "notes": notes, "places": verdict.places or None,
        "link": absolute(view.place.href) if view.place else None,
    }


def written(found: QuotationReport) -> str:
    """Write a report as the form of the page holds it; empty where it is longer than a form may be."""
    data = {"title": found.title, "about": found.about, "parts": [
        [title, [{"head": q.head, "quote": q.quote, "lines": q.lines, "brief": q.brief, "codes": q.codes}
                 for q in quotations]] for title, quotations in found.parts]}
    text = json.dumps(data, ensure_ascii=False)
    return text if len(text.encode()) < MAX_FORM_BYTES * 9 // 10 else ""


def read(text: str) -> QuotationReport:
    """Read what :func:`written` wrote. Raises WrongUseError for anything else."""
    try:
        data = json.loads(text)
        parts = tuple((_text(title), [_quotation(row) for row in rows]) for title, rows in data["parts"])
        about = tuple((_text(name), _text(words)) for name, words in data["about"])
        if sum(len(rows) for _, rows in parts) > MAX_QUOTATIONS:
            raise ValueError
        return QuotationReport(_text(data["title"]), today(), about, parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongUseError(gettext("This is no report of a check."),
                            gettext("Go back, check the text again, and save its report.")) from error


def _quotation(row: Any) -> ReportedQuotation:
    lines = tuple((_text(name), _text(words)) for name, words in row["lines"])
    codes = {_text(name): _value(value) for name, value in row["codes"].items()}
    return ReportedQuotation(_text(row["head"]), _text(row["quote"]), lines, row["brief"] is True, codes)


def _value(value: Any) -> object:
    """Read a fact: a word, a number, or a list of words or of named words."""
    if isinstance(value, list):
        return [{_text(name): _text(words) for name, words in one.items()} if isinstance(one, dict) else _text(one)
                for one in value]
    if value is not None and not isinstance(value, (str, int, float)):
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
