"""Single file operations of `trials fetch` fail; ``scripts/soak_fetch.py`` runs it.

A site on this machine holds an edition on listed pages, another on numbered ones, and an archive of posts. A home has
the first of each when the rest is fetched, read and indexed, many times over, each time with one operation on a file of
the home failing: no space (which leaves half of what was to be written), input/output error, no permission, too many
open files. Afterwards every file that was there and every file that is listed must be whole, none may be in no list,
`trials check` must find no damage, and answers must be those before or those after; only a run that says itself that it
was done in part (exit code 7) may answer from a part. The same command, called again, must give all, and the home must
be as after an undisturbed run.
"""

from __future__ import annotations

import errno
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from archive_site import ArchiveSite, Row, invented_rows
from local_site import serving
from soak_home import Run, check, copied, disturbed, seen, unlisted

from corpus.acquisition import archives, carriers
from corpus.storage.home import Home
from corpus.storage.sources import data_of, read_sources
from webapp import cli

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
WAYS = {
    "listed pages": ("en-specimen",),
    "numbered pages": ("https://pages.example/page-{1}.html", "--edition", "ru-specimen"),
    "archive": ("lamps",),
}
"""What is fetched, as it is typed."""

PAGES, POSTS, POSTS_OF_A_PAGE = 4, 7, 3
DONE, STATED, IN_PART = 0, 3, 7
SAID = 25

SOURCES = """[[source]]
url = "https://trial.example/index.html"
edition = "en-specimen"
trial = "specimen"
lang = "en"
kind = "html"
holds = "whole"
certainty = "high"
fetch = true
pages = [{pages}]
source = "made for a soak"
"""
ARCHIVES = """[lamps]
title = "lamps.example"
posts = "https://lamps.example/wp-json/wp/v2/posts"
categories = "https://lamps.example/wp-json/wp/v2/categories"
tags = "https://lamps.example/wp-json/wp/v2/tags"
lang = "ru"
source = "made for a soak"
"""

Marks = tuple[str, str]


def english(number: int) -> bytes:
    """Give a page of the edition on listed pages."""
    sitting = f"{('Morning', 'Evening')[number % 2]} Session, May {4 + number // 2}, 1911"
    return (f"<html><body><h3>{sitting}</h3>\n<p>ORSETSKY: Alpha beta light {number}?</p>\n"
            f"<p>A. KORVIN: Gamma delta {number}.</p></body></html>\n").encode()


def russian(number: int) -> bytes:
    """Give a page of the edition on numbered pages."""
    return (f"<html><body><p>ОРСЕЦКИЙ: Альфа бета маяк {number}?</p>\n<p>А. КОРВИН: Гамма дельта {number}.</p>"
            "</body></html>\n").encode()


def pages(count: int) -> dict[str, bytes]:
    """Give the pages of both editions up to a number, by their paths on a mirror."""
    index = b"<html><body>" + b"".join(b'<a href="%d.html">%d</a>' % (n, n) for n in range(PAGES)) + b"</body></html>"
    numbers = range(count)
    return {"/trial.example/index.html": index, **{f"/trial.example/{n}.html": english(n) for n in numbers},
            **{f"/pages.example/page-{n + 1}.html": russian(n) for n in numbers}}


def described(home: Home) -> Home:
    """Give a home the addresses of the site, in its own catalogue."""
    home.own_catalogue.mkdir(exist_ok=True)
    listed = ", ".join(f'{{ title = "{n}", file = "{n}.html" }}' for n in range(PAGES))
    (home.own_catalogue / "sources.toml").write_text(SOURCES.format(pages=listed), "utf-8")
    (home.own_catalogue / "archives.toml").write_text(ARCHIVES, "utf-8")
    return home


def fetching(site: ArchiveSite, way: tuple[str, ...]) -> Run:
    """Give the run of the command that fetches from a site."""
    def run(home: Home) -> None:
        carriers.FETCH_PAUSE_SECONDS = 0
        archives.ARCHIVE_PAGE_POSTS = POSTS_OF_A_PAGE
        sys.argv = ["trials", "--home", str(home.path), "fetch", *way, "--mirror", site.address]
        cli.main()

    return run


class Soak:
    """The site, a home with the first of everything, and what becomes of disturbed runs."""

    def __init__(self, folder: Path, site: ArchiveSite, seed: int) -> None:
        self.folder, self.site, self.chance = folder, site, random.Random(seed)  # noqa: S311
        self.rows: list[Row] = list(site.rows)
        self.ends: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.first = self._first()

    def _first(self) -> Home:
        """Make the home with half of the pages and posts."""
        home = described(Home(self.folder / "first", "specimen").create())
        self.site.pages, self.site.rows = pages(PAGES // 2), self.rows[: POSTS // 2 + 1]
        for way in WAYS.values():
            disturbed(fetching(self.site, way), home, 0)
        self.site.pages, self.site.rows = pages(PAGES), self.rows
        return home

    def faults(self, number: int) -> None:
        """Let an operation fail, so many times for each way to fetch, in the fetching as often as in what follows."""
        for name, way in WAYS.items():
            run, undisturbed = fetching(self.site, way), copied(self.first, self.folder / "undisturbed")
            home = copied(self.first, self.folder / "home")
            of_fetching = disturbed(fetching(self.site, (*way, "--no-ingest")), home, 0)[1]
            end, operations = disturbed(run, undisturbed, 0)
            if end != DONE:
                self.wrong.append(f"{name}: an undisturbed run does not come to its end")
                continue
            before, after = seen(self.first), seen(undisturbed)
            for count in range(number):
                most = of_fetching if count % 2 else operations
                self._fault(name, run, 1 + self.chance.randrange(most), ERRORS[count // 2 % len(ERRORS)], before, after)
                if not (count + 1) % SAID:
                    print(f"{name}: {count + 1} faults, {len(self.wrong)} wrong", flush=True)

    def _fault(self, name: str, run: Run, at: int, error: int, before: Marks, after: Marks) -> None:
        home = copied(self.first, self.folder / "home")
        end = disturbed(run, home, at, error)[0]
        answers = {before[1]: "old", after[1]: "new"}.get(seen(home)[1], "in part")
        told = [*self._whole(home), *(f"{file} is in no list" for file in sorted(unlisted(home)))]
        if end not in (DONE, STATED, IN_PART):
            told.append(f"it ended with {end}")
        if answers == "in part" and end != IN_PART:
            told.append(f"answers are in part, and it ended with {end}")
        if check(home):
            told.append("damage is found")
        kept = {file.key for file in read_sources(home)}
        self.site.asked.clear()
        if (again := disturbed(run, home, 0)[0]) != DONE:
            told.append(f"the next run ends with {again}")
        if seen(home)[1] != after[1] or {file.key: file.sha256 for file in read_sources(home)} != self._all():
            told.append("the next run does not give all")
        told.extend(f"{file} was asked for again" for file in self._asked_again(kept))
        self.ends[f"{name}: exit {end}, answers {answers}"] += 1
        for line in told:
            self.wrong.append(f"{name}, operation {at}, {errno.errorcode[error]}: {line}")
            print(self.wrong[-1], file=sys.stderr, flush=True)

    def _all(self) -> dict[tuple[str, str | None], str]:
        undisturbed = Home(self.folder / "undisturbed", "specimen")
        return {file.key: file.sha256 for file in read_sources(undisturbed)}

    def _whole(self, home: Home) -> Iterator[str]:
        """Name what was there and is gone, and what is listed and not whole."""
        held = {file.key: file for file in read_sources(home)}
        yield from (f"{file.name} is gone" for file in read_sources(self.first) if file.key not in held)
        for file in held.values():
            if f"/{file.name}" in self.site.pages and data_of(home, file) != self.site.pages[f"/{file.name}"]:
                yield f"{file.name} is not whole"

    def _asked_again(self, kept: set[tuple[str, str | None]]) -> Iterator[str]:
        """Name the pages that were kept and were asked for all the same; a page of posts may be."""
        names = {name for name, _ in kept}
        yield from (path for path in self.site.asked if path.lstrip("/") in names)


def soak(number: int, seed: int) -> list[str]:
    """Let so many operations of each way to fetch fail; print how the runs ended and give what went wrong."""
    with tempfile.TemporaryDirectory() as folder, serving(ArchiveSite(rows=invented_rows(POSTS, 200))) as site:
        assert isinstance(site, ArchiveSite)  # noqa: S101
        made = Soak(Path(folder), site, seed)
        made.faults(number)
    for end, count in sorted(made.ends.items()):
        print(f"{count:6} {end}")
    return made.wrong
