"""Fetching an edition from an address that the user names: one page, numbered pages, an item of the Internet Archive.

Numbered pages are asked for one after the other, from the first number of ``{1}`` until one is missing or says what one
before it said; of ``{1..36}`` each is wanted. Of an item (https://archive.org/developers/md-read.html gives its files)
the text with the places of words on its pages is taken before the plain text, which knows no pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from corpus.acquisition.fetching import (
    Carrier,
    Fetched,
    NotThereError,
    NotToBeHadError,
    is_sound,
    keep_fetched,
)
from corpus.acquisition.wishes import Wish, name_of
from corpus.catalogue.catalogue import Catalogue, Source
from corpus.errors import HomeError, TrialsError, WrongUseError
from corpus.limits import MAX_NUMBERED_PAGES
from corpus.reading import formats as reading
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.source_list import SourceList
from corpus.storage.sources import data_of

Progress = Callable[[int, int, str], None]

ARCHIVE_HOSTS = (".archive.org",)
"""Where the Internet Archive keeps the files of its items: a download leads to one of many servers."""

_NUMBERED = re.compile(r"\{(\d{1,6})(?:\.\.(\d{1,6}))?\}")
_ITEM = re.compile(
    r"/(?:details|download|stream|metadata)/(?P<item>[\w.-]+)(?:/(?:(?:page|mode)/.*|(?P<file>.+))?)?$")
"""An item, a file of it, or where in it a reader looks (``/page/n5/mode/2up``), which is none."""
_KINDS = ("_djvu.xml", "_hocr.html", "_chocr.html.gz", "_djvu.txt")
"""Ends of the names of an item's texts, the best first: the first three know pages and places of words."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The pages that an address stands for; ``last`` is None where they go on until one is missing."""

    before: str
    behind: str
    first: int
    last: int | None
    width: int

    def pages(self) -> Iterator[str]:
        last = self.first + MAX_NUMBERED_PAGES - 1 if self.last is None else self.last
        for number in range(self.first, last + 1):
            yield f"{self.before}{number:0{self.width}}{self.behind}"


def addresses_of(catalogue: Catalogue, editions: Sequence[str]) -> list[Source]:
    """Give the sources without a list of pages that may be fetched, of the named editions or of all."""
    return [source for source in catalogue.sources
            if source.fetch and not source.pages and (not editions or source.edition in editions)]


def fetch_address(
    home: Home, catalogue: Catalogue, address: str, edition: str, carrier: Carrier, progress: Progress | None = None, *,
    again: bool = False,
) -> Fetched:
    """Bring what an address holds of an edition, behind what is here of it from elsewhere, and list it.

    Files that are here and sound are not asked for, unless ``again``. Raises UnknownNameError for an unknown edition,
    WrongUseError for what is no address.
    """
    catalogue.edition(edition)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongUseError(f"{address} is no address of a page.", "It begins with https:// or http://.")
    numbers = _numbers(address)
    with Readings(home) as readings, SourceList(home) as sources:
        run = _Run(home, edition, carrier, readings, sources, progress, again)
        if numbers is not None:
            run.numbered(numbers)
        elif _is_archive(parts.hostname) and (item := _ITEM.match(parts.path)):
            run.item(item["item"], unquote(item["file"] or ""))
        else:
            run.listed([address])
    return run.result


class _Run:
    """One run over an address."""

    def __init__(
        self, home: Home, edition: str, carrier: Carrier, readings: Readings, sources: SourceList,
        progress: Progress | None, again: bool,
    ) -> None:
        self._home, self._edition, self._again = home, edition, again
        self._carrier, self._readings, self._sources = carrier, readings, sources
        self._progress = progress or (lambda done, total, what: None)
        here = [file for file in sources.files if file.edition == edition and file.origin == "fetched"]
        self._order = max((file.order for file in here), default=0)
        self.result = Fetched()

    def listed(self, urls: Sequence[str], *, kind_told: bool = False) -> None:
        """Bring each of some addresses; what cannot be had is listed as missing.

        With ``kind_told`` a page of the site is no answer to an address that ends as another kind of file.
        """
        for number, url in enumerate(urls):
            self._progress(number, len(urls), url)
            try:
                self._take(url, kind_told=kind_told)
            except HomeError:
                raise
            except TrialsError as error:
                self.result.missing.append((url, error.reason))
        self._progress(len(urls), len(urls), "")

    def numbered(self, numbers: _Numbers) -> None:
        """Bring numbered pages: all of a range, else until one is missing or repeats what one before it says."""
        if numbers.last is not None:
            self.listed(list(numbers.pages()))
            return
        seen: set[str] = set()
        for number, url in enumerate(numbers.pages(), 1):
            self._progress(number, number, url)
            try:
                if not self._take(url, seen):
                    return
            except NotThereError as error:
                if number == 1:
                    self.result.missing.append((url, error.reason))
                return
            except HomeError:
                raise
            except TrialsError as error:
                self.result.missing.append((url, error.reason))
                return

    def item(self, name: str, file: str) -> None:
        """Bring the texts of an item, or the one file of it that the address names."""
        base = f"https://archive.org/download/{quote(name)}/"
        if file:
            self.listed([base + quote(file)], kind_told=True)
            return
        about = f"https://archive.org/metadata/{quote(name)}"
        try:
            files = _files_of(self._carrier.get(about))
        except NotToBeHadError as error:
            self.result.missing.append((about, error.reason))
            return
        best = next((found for end in _KINDS if (found := sorted(one for one in files if one.endswith(end)))), [])
        if not best:
            scans = "".join(f"; its scan may be fetched as {base}{quote(one)}" for one in files if one.endswith(".pdf"))
            self.result.missing.append((about, f"the item has no text of its pages ({', '.join(_KINDS)}){scans}"))
        self.listed([base + quote(one) for one in best], kind_told=True)

    def _take(self, url: str, seen: set[str] | None = None, *, kind_told: bool = False) -> bool:
        """Bring one page, unless it is here; say whether it is one. A page that says what one ``seen`` says is none."""
        held = self._sources.file(name_of(url), None)
        if held and not self._again and is_sound(self._home, held):
            if seen is not None:
                seen.add(self._words_mark(data_of(self._home, held), held.name))
            self.result.unchanged.append(held)
            return True
        data = self._carrier.get(url)
        if kind_told and not url.endswith((".htm", ".html")) and reading.sniff(data, url) == "html":
            raise NotToBeHadError("the answer is a page of the site and not this file")
        if seen is not None and data.strip():
            said = self._words_mark(data, url)
            if said in seen:
                return False
            seen.add(said)
        self._order += held is None
        wish = Wish(url, self._edition, held.order if held else self._order)
        keep_fetched(self._sources, wish, held, data, self._readings, self.result)
        return True

    def _words_mark(self, data: bytes, name: str) -> str:
        """Give a mark of the words of a page, whatever stands around them."""
        texts = self._readings.read(data, reading.sniff(data, name), name)
        words = "\n".join(block.text for text in texts for block in text.blocks)
        return hashlib.sha256(words.encode()).hexdigest()


def _numbers(address: str) -> _Numbers | None:
    """Read ``{1}`` or ``{1..36}`` in an address; None without one. Raises WrongUseError for other braces."""
    found = list(_NUMBERED.finditer(address))
    if len(found) != 1:
        if set(address) & {"{", "}"}:
            raise WrongUseError(f"{address} has braces that are no number of a page.",
                                "Write {1} for the number of the first page, or {1..36} for the first and the last.")
        return None
    match = found[0]
    first, last = match[1], match[2]
    if last is not None and not 0 <= int(last) - int(first) < MAX_NUMBERED_PAGES:
        raise WrongUseError(f"{match[0]} is no range of pages.",
                            f"The last number is not below the first, and {MAX_NUMBERED_PAGES:,} pages are the most.")
    return _Numbers(address[: match.start()], address[match.end() :], int(first), int(last) if last else None,
                    len(first))


def _is_archive(host: str) -> bool:
    return f".{host}".endswith(ARCHIVE_HOSTS)


def _files_of(data: bytes) -> list[str]:
    """Give the names of an item's files that are given out. Raises NotToBeHadError where it tells of none.

    For an item that is not there the answer is empty; one that was withdrawn is ``is_dark``.
    """
    try:
        about = json.loads(data)
        rows = about.get("files", [])
        if not about:
            raise NotToBeHadError("there is no item of this name")
        if about.get("is_dark"):
            raise NotToBeHadError("the item was withdrawn and is not given out")
        return [row["name"] for row in rows if isinstance(row.get("name"), str) and row.get("private") != "true"]
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise NotToBeHadError("the answer is no list of an item's files") from error
