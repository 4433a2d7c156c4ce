"""Measure how a whole archive is fetched, read and indexed: an invented site of real shape on this machine.

    python scripts/measure_archive.py TITLES.tsv [--posts 2179] [--home DIR]

TITLES.tsv has a row for each post: id, day, slug, title, characters, collection, tags. Bodies are made-up words. The
fetch is interrupted three times. Prints a line of JSON: posts, processor seconds of each step with its child processes,
and the most memory that any one process took, in MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))

from archive_site import ArchiveSite, rows_of
from local_site import serving

from corpus.acquisition.archives import fetch_archive
from corpus.acquisition.carriers import WebCarrier
from corpus.catalogue.catalogue import load
from corpus.ingest.run import ingest
from corpus.limits import ARCHIVE_PAGE_POSTS
from corpus.storage.home import Home
from indexer.building.run import build_index

INTERRUPTIONS = 3


class Interrupted(WebCarrier):
    """A carrier that breaks off when a page of posts is asked for."""

    def __init__(self, base: str, page: int) -> None:
        super().__init__(base, pause=0.0)
        self._page = page

    def get(self, url: str) -> bytes:
        """Give the bytes of an address. Raises KeyboardInterrupt at the page."""
        if "/posts?" in url and url.endswith(f"&page={self._page}"):
            raise KeyboardInterrupt
        return super().get(url)


def processor_seconds() -> float:
    """Give the processor time that this process and its ended children have taken."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(step: Callable[[], object]) -> float:
    """Give the processor time of a step."""
    begun = processor_seconds()
    step()
    return round(processor_seconds() - begun, 1)


def measure(table: Path, posts: int, home: Home) -> dict[str, object]:
    """Fetch, read and index a site of so many posts."""
    catalogue = load(home.catalogue)
    archive = catalogue.archives["showtrials"]
    pages = -(-posts // ARCHIVE_PAGE_POSTS)
    with serving(ArchiveSite(rows=rows_of(table, posts))) as site:
        def fetched() -> None:
            for number in range(1, INTERRUPTIONS + 1):
                try:
                    fetch_archive(home, catalogue, archive,
                                  Interrupted(site.address, max(2, pages * number // (INTERRUPTIONS + 1) + 1)))
                except KeyboardInterrupt:
                    continue
            result = fetch_archive(home, catalogue, archive, WebCarrier(site.address, pause=0.0))
            if result.missing:
                print(f"missing: {result.missing[:3]}", file=sys.stderr)

        took = {"fetching": timed(fetched)}
    took["reading"] = timed(lambda: ingest(home))
    took["indexing"] = timed(lambda: build_index(home))
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"posts": posts, **took, "memory_mb": most // 1024}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("titles", type=Path)
    parser.add_argument("--posts", type=int, default=2_179)
    parser.add_argument("--home", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print(json.dumps(measure(given.titles, given.posts, Home(given.home or Path(scratch) / "home"))))


if __name__ == "__main__":
    main()
