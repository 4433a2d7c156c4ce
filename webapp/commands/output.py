"""What the commands share: progress on a terminal, plain text of hits, JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from corpus.model.leaves import bare_label, is_leaf
from corpus.model.turns import Page, Turn
from corpus.model.voice import Spans, voice
from indexer.results import Hit
from webapp.terminal import BOLD, PLAIN, bare, shown

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue

Step = Callable[..., None]


def say(message: str) -> None:
    """Print a message to standard error."""
    click.echo(shown(message), err=True)


def put(text: str) -> None:
    """Print a result to standard output: as it is into a file or program, its control signs visible on a terminal."""
    click.echo(text.encode("utf-8", "replace").decode("utf-8"))


def _sentence(value: object) -> object:
    """Give what JSON has for a note: its sentence. The words are loaded where one is printed."""
    from webapp.wording.notes import sentence_of

    return sentence_of(value)


def put_json(data: Any, *, line: bool = False) -> None:
    """Print a JSON value: on one line, or indented for a reader. Notes in it are put in words."""
    put(json.dumps(data, ensure_ascii=False, indent=None if line else 1, default=_sentence))


@contextmanager
def progress(what: str) -> Iterator[Step]:
    """Give a function ``step(done, total[, name])`` that draws a bar where standard error is a terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from tqdm import tqdm

    with tqdm(desc=what, unit="", leave=False, file=getattr(sys.stderr, "stream", sys.stderr)) as bar:

        def step(done: int, total: int, name: str = "") -> None:
            bar.total = total
            bar.set_postfix_str(shown(name)[-40:].replace("\n", " "), refresh=False)
            bar.update(done - bar.n)

        yield step


def today() -> date:
    """Give the day as this computer's clock has it."""
    return datetime.now().astimezone().date()


def count(number: int, one: str, many: str | None = None) -> str:
    """Give a number with its noun: ``1 turn``, ``3,120 turns``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def bring_advice(catalogue: Catalogue, edition: str) -> str:
    """Give the command that brings an edition: by fetching where that is possible, else from the user's own copy."""
    if any(source.fetch and source.edition == edition for source in catalogue.sources):
        return f"trials fetch {edition}"
    return f"trials add FILE --edition {edition}"


def page_words(page: Page, neighbours: int = 0) -> str:
    """Say a page with its basis, never an estimate as a page; ``neighbours`` are those it was estimated from."""
    if page.label is None or page.basis == "none":
        return "no page number in this source"
    label = page.label if page.end in (None, page.label) else f"{page.label}–{bare_label(page.end or '')}"
    if page.basis == "estimated":
        margin = f" ±{page.margin:g}" if page.margin is not None else ""
        known = f" from {count(neighbours, 'neighbour')}" if neighbours else ""
        return f"p. ≈{label} (estimated{known}{margin})"
    counted = " (counted from its neighbours)" if page.basis == "sequence" else ""
    return (label if is_leaf(page.label) else f"p. {label}") + counted


def place_words(turn: Turn, spans: Spans = ()) -> str:
    """Say who speaks the words in ``spans`` of a turn, by default all, in what role, when, on which page."""
    said = voice(turn, spans)
    who = said.speaker or said.label
    if not who:
        who = "narration" if said.kind in {"speech", "narration"} else said.kind
        who = "partly narration" if said.mixed else who
    elif said.role:
        who = f"{who} ({said.role})"
    if (said.speaker or said.label) and any(what == "speaker" for what, _ in turn.inferred):
        who += " [inferred]"
    return " · ".join(part for part in (who, turn.sitting, page_words(turn.page, neighbours(turn))) if part)


def neighbours(turn: Turn) -> int:
    """Count the cited pages from which the page of a turn was estimated."""
    return sum(int(str(why.fields["count"])) for _, why in turn.inferred if why.code == "page-estimated")


def marked(hit: Hit) -> str:
    """Give the text of a hit with its matches set off, bold on a terminal and in guillemets elsewhere."""
    terminal = sys.stdout.isatty()
    out, place = [], 0
    for start, end in hit.matches:
        found = bare(hit.text[start:end])
        out += [bare(hit.text[place:start]), f"{BOLD}{found}{PLAIN}" if terminal else f"»{found}«"]
        place = end
    return " ".join("".join([*out, bare(hit.text[place:])]).split())
