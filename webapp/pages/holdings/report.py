"""How a text was made: what was read, left out, doubted, inferred and corrected, as the ingest reported it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from corpus.errors import UnknownNameError
from corpus.language.words import forms
from corpus.model.notes import Note
from webapp.books.held import Held
from webapp.i18n.i18n import gettext, number
from webapp.models.models import Link
from webapp.models.words import Words
from webapp.presenting.passages import crumbs, person_name
from webapp.server.links import passage_href
from webapp.server.site import current_books, site
from webapp.wording import labels
from webapp.wording.notes import said, told

SHOWN = 200
"""Entries of one list that are shown; the command prints all of them."""

Entry = Mapping[str, Any]


@site.get("/texts/<text_id>/report")
def report(text_id: str) -> str:
    """Show how a text was made from its files."""
    return render_template("holdings/report.html", **report_context(current_books().held, text_id))


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """What was left out for one reason: ``rows`` are words and place of each piece, ``rest`` counts those not shown."""

    name: str
    count: int
    words: int
    rows: list[tuple[str, str]]
    rest: int


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Passages that have something in common, as links; ``rest`` counts those not shown."""

    name: str
    count: int
    places: list[Link]
    rest: int


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction by a user."""

    place: Link
    what: str
    was: str
    now: str
    by: str
    why: str


def report_context(held: Held, text_id: str) -> dict[str, Any]:
    """Give the report on a text that is held. Raises UnknownNameError, also where the library has no report on it."""
    text = held.text(text_id)
    entry = next((e for e in held.report.get("texts", ()) if e["id"] == text_id), None)
    if entry is None:
        raise UnknownNameError(gettext("The library has no report on this text."),
                               gettext("Reading the sources again makes one: `trials ingest`."))
    return {
        "text": text,
        "crumbs": crumbs(held, text),
        "counts": counts(entry),
        "left_out": left_out(entry["left_out"]),
        "doubts": [doubt(data, text.lang) for data in entry["doubts"][:SHOWN]],
        "doubts_rest": max(0, len(entry["doubts"]) - SHOWN),
        "inferred": inferred(entry["inferred"]),
        "doubtful": doubtful(entry),
        "corrections": [correction(held, row) for row in entry["corrections"]],
        "faults": [doubt(data, text.lang) for data in held.report.get("faults", ()) if concerns(data, text_id)],
        "files": entry["files"],
    }


def counts(entry: Entry) -> list[tuple[str, str]]:
    """Give what was counted as pairs of name and figure."""
    kinds = ", ".join(f"{labels.named(labels.KINDS, kind)} {number(n)}" for kind, n in entry["kinds"].items())
    return [
        (gettext("Files"), number(len(entry["files"]))),
        (gettext("Turns"), f"{number(entry['turns'])} ({kinds})"),
        (gettext("Words of the text"), number(entry["words"])),
        (gettext("Words of speakers’ labels"), number(entry["label_words"])),
        (gettext("Words left out"), number(entry["left_out_words"])),
        (gettext("Pages with a number"), number(entry["pages"])),
    ]


def left_out(items: Sequence[Entry]) -> list[LeftOutGroup]:
    """Group what was left out by the reason."""
    groups = []
    for kind in dict.fromkeys(item["kind"] for item in items):
        mine = [item for item in items if item["kind"] == kind]
        rows = [(item["text"], file_place(item)) for item in mine[:SHOWN]]
        groups.append(LeftOutGroup(labels.named(labels.LEFT_OUT, kind), len(mine),
                                   sum(len(forms(item["text"])) for item in mine), rows, len(mine) - len(rows)))
    return groups


def file_place(item: Entry) -> str:
    """Say where in which file something stands."""
    place = ""
    if item["sheet"] is not None:
        place = gettext("page %(sheet)s of the file", sheet=number(item["sheet"]))
    elif item.get("line") is not None:
        place = gettext("line %(line)s", line=number(item["line"]))
    elif item["start"] is not None:
        place = gettext("character %(start)s", start=number(item["start"]))
    return " ".join(filter(None, (str(item.get("file", "")), place)))


def inferred(items: Sequence[Entry]) -> list[PlaceGroup]:
    """Group what was inferred by what it is and what it was concluded from."""
    groups: dict[str, list[str]] = {}
    for item in items:
        name = f"{labels.named(labels.INFERRED, item['what'])}: {reason(Note.from_json(item['why']))}"
        groups.setdefault(name, []).append(item["ref"])
    return [place_group(name, refs) for name, refs in groups.items()]


def reason(why: Note) -> str:
    """Say from what something was concluded; the neighbours of each page stand at its passages."""
    return gettext("estimated from citations of pages near by") if why.code == "page-estimated" else said(why)


def doubt(data: Entry, lang: str) -> tuple[Words, ...]:
    """Give a doubt in the language of the page, behind the name of its file; the folders stand in the list of files."""
    file = data.get("file")
    return told(Note.from_json({**data, "file": short_name(file)} if file else data), lang)


def short_name(file: str) -> str:
    """Give the name of a file without its folders, but for the last of a fetched one."""
    folders = file.split("/")
    return "/".join(folders[2:] if folders[0] == "added" else folders[-2:])


def concerns(data: Entry, text_id: str) -> bool:
    """Say whether a fault of the user's corrections is about a text."""
    return any(ref.partition("/")[0] == text_id for ref in (data.get("ref", ""), *data.get("refs", ())))


def doubtful(entry: Entry) -> list[PlaceGroup]:
    """Give the passages whose speaker or page is in doubt."""
    like_labels = [row["ref"] for row in entry.get("unknown_labels", ())]
    named = ((gettext("what looks like a label and was not taken for one"), like_labels),
             (gettext("labels that name nobody known"), entry["unknown_speakers"]),
             (gettext("pages counted from their neighbours"), entry["doubtful_pages"]))
    return [place_group(name, refs) for name, refs in named if refs]


def place_group(name: str, refs: Iterable[str]) -> PlaceGroup:
    """Make links of references."""
    listed = list(refs)
    places = [Link(ref.partition("/")[2], passage_href(ref)) for ref in listed[:SHOWN]]
    return PlaceGroup(name, len(listed), places, len(listed) - len(places))


def correction(held: Held, row: Entry) -> CorrectionRow:
    """Make a correction ready for the table."""
    was, now = row["was"], row["now"]
    if row["what"] == "speaker":
        was, now = (person_name(held, name) if name not in ("", "-") else gettext("nobody") for name in (was, now))
    place = Link(row["ref"].partition("/")[2], passage_href(row["ref"]))
    return CorrectionRow(place, labels.named(labels.CORRECTED, row["what"]), was, now, row["by"], row["why"])
