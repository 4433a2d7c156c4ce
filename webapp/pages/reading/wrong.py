"""“Something is wrong here”: a line for the file of corrections, made ready to be sent to whoever runs the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from corpus.corrections.pairs import entry
from corpus.corrections.turns import NOBODY
from corpus.model.turns import Turn
from webapp.books.held import Held
from webapp.books.pairs import Partner
from webapp.i18n.i18n import gettext
from webapp.presenting.asking import choice
from webapp.wording import labels

MOST = 400
"""Characters of one field of a correction."""

FIELDS = ("was", "now", "by", "why")


@dataclass(frozen=True, slots=True)
class PairLine:
    """A line that parts a turn from what it was paired with wrongly."""

    title: str
    lang: str
    line: str


def wrong(held: Held, turn: Turn, partners: list[Partner], args: MultiDict[str, str]) -> dict[str, Any]:
    """Give what the form needs: the words as they stand, and the line where the form has been filled in.

    Raises WrongUseError where the address asks for what cannot be corrected.
    """
    what = choice(args, "what", tuple(labels.CORRECTED))
    said = {name: " ".join(args.get(name, "").split())[:MOST] for name in FIELDS}
    now_there = {"label": turn.label or NOBODY, "speaker": turn.speaker or NOBODY, "page": turn.page.label or NOBODY}
    was = said["was"] or now_there.get(what or "", "")
    line, fault = "", ""
    if what:
        fault = refused(turn, what, was, said["now"])
        line = "" if fault else "\t".join((turn.ref, what, was, said["now"], said["by"], said["why"]))
    return {
        "wrong": {
            **said, "what": what or "word", "was": was, "line": line, "fault": fault, "open": what is not None,
            "there": [(labels.named(labels.CORRECTED, name), value) for name, value in now_there.items()],
            "kinds": [(name, labels.named(labels.CORRECTED, name)) for name in ("word", "label", "speaker", "page")],
        },
        "pair_lines": [pair_line(held, turn, partner) for partner in partners if partner.pair.status == "machine"],
    }


def refused(turn: Turn, what: str, was: str, now: str) -> str:
    """Say why a correction could not be applied; empty where it could."""
    if not now:
        return gettext("Say what it should be.")
    if what == "word" and turn.text.count(was or "\0") != 1:
        return gettext("The words to be corrected must stand in the passage just once, written exactly so.")
    return ""


def pair_line(held: Held, turn: Turn, partner: Partner) -> PairLine:
    """Give the line that says that a turn and its partner do not belong together; Russian stands on the left."""
    left, right = sorted(([turn], list(partner.turns)), key=lambda side: side[0].lang != "ru")
    other = partner.turns[0]
    line = entry("part", left, right, by="", date=date.today().isoformat(), why="")
    return PairLine(held.short_title(held.infos[other.text_id]), other.lang, line.rstrip("\n"))
