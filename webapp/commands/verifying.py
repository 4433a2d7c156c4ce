"""``trials check``: is all there that ought to be, and is it what was written?"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import count as count_up
from typing import TYPE_CHECKING

import click

from corpus.errors import HomeDamagedError, HomeError, IndexDamagedError, OtherVersionError, TrialsError
from corpus.ingest.run import damaged, is_current
from corpus.limits import MAX_ROWS
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import JOURNAL, MANIFEST, data_of, read_sources, text_of
from webapp.cli import home_of
from webapp.commands.building import index_is_current
from webapp.commands.output import count, put, put_json, say

if TYPE_CHECKING:
    from indexer.generation.index import Index
    from indexer.results import Request


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Compare sources, kept readings, library and index with what was written and with each other.

    Everything that is listed is read and its checksum compared; what ought to be there is asked for: each source has
    its text, the library was made of the sources as they are, the index of that library. Then phrases of the texts
    are searched again, each of which must be found, and both structures of the index are asked questions of words,
    speakers and pages, other ones each time, which they must answer alike.
    """
    home = home_of(ctx)
    if not home.path.is_dir():
        raise HomeError(f"There is no home at {home.path}.", "Name the one you mean with --home.")
    begun = time.monotonic()
    wrong = [*_said(_bad_sources, home), *damaged(home), *_bad_generations(home), *_other_catalogue(home)]
    notes = [] if wrong else list(_behind(home))
    if not wrong:
        wrong.extend(_lost_texts(home))
    searched = 0
    if not wrong and index_is_current(home):
        lost, searched = _replay(home)
        wrong.extend(lost)
        differing, asked = _disagreements(home)
        wrong.extend(differing)
        searched += asked
    for note in notes:
        say(note)
    say(f"checked {count(_sources(home), 'source')} and {count(searched, 'search', 'searches')} "
        f"in {time.monotonic() - begun:.1f} s")
    if as_json:
        put_json({"home": str(home.path), "wrong": wrong, "notes": notes, "searches": searched})
    else:
        put("\n".join(wrong) or "everything is as it was written")
    if wrong:
        raise IndexDamagedError(f"{count(len(wrong), 'fault')} found.",
                                "Fetch or add damaged sources again, then run `trials reindex --full`.")


def _sources(home: Home) -> int:
    """Count the sources that are listed; none where the list is damaged."""
    with suppress(HomeDamagedError):
        return len(read_sources(home))
    return 0


def _said(asked: Callable[[Home], Iterable[str]], home: Home) -> Iterator[str]:
    """Give what is wrong, and also say what keeps it from being asked."""
    try:
        yield from asked(home)
    except HomeDamagedError as error:
        yield str(error)


def _bad_sources(home: Home) -> Iterator[str]:
    """Name the sources that are not as received, and files beside them that no list has."""
    files = read_sources(home)
    for file in {file.name: file for file in files}.values():
        try:
            data_of(home, file)
            text_of(home, file)
        except TrialsError as error:
            yield str(error)
    known = {file.name for file in files} | {MANIFEST, JOURNAL}
    for path in sorted(home.sources.rglob("*")) if home.sources.is_dir() else ():
        name = path.relative_to(home.sources).as_posix()
        if path.is_file() and name not in known:
            yield f"sources/{name} is in no list: nothing reads it. Add it from elsewhere, or delete it."


def _bad_generations(home: Home) -> Iterator[str]:
    """Name what is damaged of library and index, and a library that is gone although its index is here."""
    places = []
    for parent in (home.library, home.index):
        try:
            place = generations.current(parent)
            places.append(place)
            if place:
                yield from (f"{parent.name}/{place.name}/{fault}" for fault in generations.damage(place))
        except IndexDamagedError as error:
            yield str(error)
    if len(places) == 2 and places[1] and not places[0]:
        yield "The library is missing, although the index was made of it. Run `trials reindex --full`."


def _other_catalogue(home: Home) -> Iterator[str]:
    """Name a catalogue that the home is said to be of and its texts were not read with."""
    with suppress(IndexDamagedError, HomeError):  # of which others tell
        place = generations.current(home.library)
        made = generations.manifest(place).get("catalogue") if place else None
        if made not in (None, home.catalogue):
            yield (f"home.json names the catalogue {home.catalogue!r}, the texts were read with {made!r}. "
                   f"Write that into it, or run `trials ingest` if you changed it.")


def _behind(home: Home) -> Iterator[str]:
    """Say what was made of something older than what is here now; that is no damage."""
    if not read_sources(home):
        return
    if _of_another_version(home):
        yield "The library was made by another version of this program; `trials reindex --full` makes it anew."
    elif not is_current(home):
        yield "The sources or corrections have changed since the library was made; `trials ingest` reads them."
    elif not index_is_current(home):
        yield "The index is older than the library; `trials reindex` brings it up to date."


def _of_another_version(home: Home) -> bool:
    try:
        Library(home)
    except OtherVersionError:
        return True
    except HomeError:  # there is none yet
        return False
    return False


def _lost_texts(home: Home) -> Iterator[str]:
    """Name the sources that were read into no text although nothing was said of them."""
    if not (is_current(home) and generations.current(home.library)):
        return
    try:
        library = Library(home)
    except HomeError:
        return
    refused = {entry["file"] for entry in library.report()["refused"]}
    held = {name for info in library.texts for name in info.files}
    contents = {file.name for file in read_sources(home) if file.index}
    for name in sorted({file.name for file in read_sources(home)} - held - refused - contents):
        yield f"The source {name} is in no text of the library."


def _disagreements(home: Home) -> tuple[list[str], int]:
    """Ask Whoosh and the concordance the same; give what they answer differently, and how many questions were asked."""
    from indexer.generation.agreement import QUESTIONS, disagreements
    from indexer.generation.index import open_index

    with open_index(home) as index:
        found = [
            f"index: {one.query} has {count(one.engine, 'passage')} by Whoosh, {one.concordance} by the concordance"
            for one in disagreements(index, random.SystemRandom())
        ]
    return found, QUESTIONS


def _replay(home: Home) -> tuple[list[str], int]:
    """Search for a phrase of turns spread over the library; each must be found in its turn."""
    from indexer.generation.index import open_index
    from indexer.generation.known_phrases import known_phrases
    from indexer.results import Request

    lost: list[str] = []
    known = known_phrases(Library(home))
    with open_index(home) as index:
        for ref, phrase in known:
            request = Request(f'"{phrase}"', {"edition": (ref.split("/")[0],)}, limit=MAX_ROWS, regions=True)
            if not _is_found(index, request, ref):
                lost.append(f"index: {phrase!r} of {ref} is not found")
    return lost, len(known)


def _is_found(index: Index, request: Request, ref: str) -> bool:
    """Whether a turn is among all that a search finds, asked for in portions: some words begin thousands of turns."""
    for offset in count_up(0, request.limit):
        found = index.search(replace(request, offset=offset))
        if any(hit.turn.ref == ref for hit in found.hits):
            return True
        if offset + request.limit >= found.passages_total:
            return False
    return False
