"""Texts and passages as files: whole texts, all that a search finds, what a reader kept; each states the rights."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from corpus.citation.sequence import NOTE_STYLES
from corpus.errors import WrongUseError
from corpus.export.formats import FORMATS, Format, passages, whole
from corpus.export.passages import JUDGEMENTS, About, Extract, rights_lines
from corpus.model.turns import Page, TextInfo
from corpus.model.voice import apart, voice
from indexer.generation.extracts import Kept, everything, found, named, pairs_of
from indexer.results import Request
from webapp.books.held import Held
from webapp.i18n.i18n import N_, gettext, language, number
from webapp.presenting.asking import Ask
from webapp.presenting.holdings import holdings, rights
from webapp.server.links import base_url, public_url
from webapp.wording import labels
from webapp.wording.notes import sentence_of
from webapp.wording.query import query_reading

MAX_TURNS = 20_000
"""Turns in one file of what a search finds; the command has no such limit."""

MAX_KEPT = 1_000
"""Passages that a reader may have in one file of kept ones."""

MAX_NOTE_CHARS = 4_000
"""Characters of a note, a claim or a reference."""

WHOLE = {"txt": "text", "jsonl": "jsonl", "xml": "tei", "csv": "csv", "docx": "docx"}
"""Formats of whole texts by the ending of their address."""

FORMAT_NAMES = {
    "docx": N_("Word (DOCX), with footnotes"),
    "csv-safe": N_("Table for spreadsheets (CSV)"),
    "csv": N_("Table, exact (CSV)"),
    "jsonl": N_("JSON Lines, one turn a line"),
    "tei": N_("TEI P5 (XML)"),
    "tmx": N_("TMX, the pairs of both languages"),
    "bibtex": N_("BibTeX"),
    "ris": N_("RIS"),
    "csl-json": N_("CSL-JSON"),
    "text": N_("Plain text"),
}
"""Formats by their names in the command, in the order in which they are offered."""

NOTE_NAMES = {
    "chicago": N_("Chicago"),
    "chicago-18": N_("Chicago 18th ed."),
    "mla": N_("MLA"),
    "apa": N_("APA"),
    "bluebook": N_("Bluebook"),
    "gost": N_("GOST R 7.0.5"),
    "text": N_("Plain words"),
}
"""Styles of notes by their names in the command."""


def choices() -> dict[str, list[tuple[str, str]]]:
    """Give formats and styles with their names, for the forms."""
    return _choices(language())


@cache
def _choices(lang: str) -> dict[str, list[tuple[str, str]]]:
    first = "gost" if lang == "ru" else "chicago"
    styles = sorted(NOTE_STYLES, key=lambda style: style != first)
    return {"formats": [(name, gettext(said)) for name, said in FORMAT_NAMES.items()],
            "styles": [(name, gettext(NOTE_NAMES[name])) for name in styles]}


def format_of(args: Mapping[str, str]) -> tuple[Format, str]:
    """Read format and style of an address or a form. Raises WrongUseError where there is no such one."""
    form, style = args.get("form", "csv"), args.get("style") or choices()["styles"][0][0]
    if form not in FORMATS or style not in NOTE_STYLES:
        raise WrongUseError(gettext("There is no such format or style."), gettext("Possible are: %(choices)s.",
                            choices=", ".join([*FORMATS, *NOTE_STYLES])))
    return FORMATS[form], style


def of_search(held: Held, ask: Ask, form: Format, style: str) -> Iterator[bytes]:
    """Give all that a search finds, in the order of the record. Raises QueryError, WrongUseError."""
    request = Request(ask.query or ask.listing, ask.filters, regions=ask.regions, counted=ask.counted or "all")
    findings = found(held.index, held.catalogue, request)
    if findings.passages_total > MAX_TURNS:
        raise WrongUseError(
            gettext("These are %(count)s passages; one file holds at most %(most)s.",
                    count=number(findings.passages_total), most=number(MAX_TURNS)),
            gettext("Narrow the search, or ask whoever runs this site for `trials export --query`."))
    filters = (f"{name}: {', '.join(values)}" for name, values in ask.filters.items())
    asked = "; ".join(filter(None, (ask.query, *filters)))
    about = replace(about_now(held), query=asked, reading=query_reading(findings.query))
    return _written(held, findings.turns, about, form, style)


def of_text(held: Held, text: TextInfo, form: Format, style: str) -> Iterator[bytes]:
    """Give a whole text. Raises WrongUseError where the format cannot hold it."""
    if form.name == "text":
        return (line.encode() for line in as_text(held, text))
    about = replace(about_now(held), title=text.title)
    if form.name == "tmx":
        [(_, extracts)] = everything(held.index, held.catalogue, (text.id,))
        return _written(held, extracts, about, form, style)
    return whole(form.name, everything(held.index, held.catalogue, (text.id,)), about, held.catalogue, style)


def of_kept(held: Held, sent: Mapping[str, str], form: Format, style: str) -> Iterator[bytes]:
    """Give the passages that a reader kept, with notes and judgements, for one claim. Raises WrongUseError.

    A title of the reader's own stands first; else the claim, else a general one.
    """
    extracts, missing = named(held.index, held.catalogue, kept(sent.get("passages", "")))
    claim, title, introduction = (sent.get(name, "")[:MAX_NOTE_CHARS].strip()
                                  for name in ("claim", "title", "introduction"))
    about = replace(about_now(held), claim=claim, title=title or ("" if claim else gettext("Passages kept")),
                    introduction=introduction, missing=tuple(missing))
    return _written(held, iter(extracts), about, form, style)


def kept(sent: str) -> list[Kept]:
    """Read what the reader's browser sends of the passages kept. Raises WrongUseError where it is something else."""
    try:
        rows = json.loads(sent)
        if not isinstance(rows, list) or len(rows) > MAX_KEPT:
            raise ValueError
        return [_kept(row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongUseError(
            gettext("These are no passages kept, or more than %(most)s.", most=number(MAX_KEPT)),
            gettext("Go back to the desk and try again.")) from error


def _kept(row: dict[str, Any]) -> Kept:
    digest = re.search(r"[?&]h=([0-9a-f]{1,64})(?:&|$)", row.get("href") or "")
    values = [row["ref"], row.get("note") or "", row.get("judgement") or ""]
    if not all(isinstance(value, str) and len(value) <= MAX_NOTE_CHARS for value in values):
        raise ValueError
    ref, note, judgement = values
    if judgement and judgement not in JUDGEMENTS:
        raise ValueError
    return Kept(ref, digest[1] if digest else None, note, judgement)


def today() -> date:
    """Give the day as this computer's clock has it."""
    return datetime.now().astimezone().date()


def about_now(held: Held) -> About:
    """Say the day, the state of the corpus and what is held."""
    return About(today(), held.index.state, holdings(held), base_url=public_url(), lang=language(), said=sentence_of)


def _written(held: Held, extracts: Iterator[Extract], about: About, form: Format, style: str) -> Iterator[bytes]:
    if form.name != "tmx":
        return passages(form.name, extracts, about, held.catalogue, style)
    from corpus.export.tmx import write_tmx

    out = BytesIO()
    pairs, turns = pairs_of(held.index, extracts)
    infos = [held.infos[name] for name in dict.fromkeys(turn.text_id for turn in turns.values())]
    write_tmx(out, pairs, turns, about=about, rights=rights_lines(infos, held.catalogue))
    return iter([out.getvalue()])


def as_text(held: Held, text: TextInfo) -> Iterator[str]:
    """Give a text as lines: what it is and whose, then each turn with its label, the page set in brackets."""
    edition = held.catalogue.editions.get(text.id)
    note = held.source_note(edition) if edition else text.note
    published = ", ".join(str(value) for value in (text.place, text.publisher, text.year) if value)
    about = about_now(held)
    named_values = ((gettext("Published"), published), (gettext("Rights"), rights(held, text)),
                    (gettext("Identifier"), text.id), (gettext("Source"), f"{base_url()}/texts/{text.id}"),
                    (gettext("Kind"), note), (gettext("Date"), f"{about.made.isoformat()} · {about.state}"))
    yield f"{text.title}\n"
    yield from (f"{name}: {value}\n" for name, value in named_values if value)
    before: Page | None = None
    for sitting, turns in groupby(held.all_turns(text.id), key=lambda turn: turn.sitting):
        yield f"\n\n== {labels.sitting(sitting)} ==\n" if text.is_edition else "\n"
        for turn in turns:
            if turn.page.label and (before is None or turn.page.label != before.label):
                yield f"\n[{labels.page(turn.page)}]\n"
            before = turn.page
            for spans in apart(turn):
                label = voice(turn, spans).label
                words = turn.text[spans[0][0] : spans[-1][1]] if spans else turn.text
                yield f"\n{label}: {words}\n" if label else f"\n{words}\n"
