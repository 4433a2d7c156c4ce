"""Fetching the public sources the catalogue lists: politely, resumably, from the web or from a mirror.

A mirror is a folder or base address that holds the same files laid out host/path. Every file is checked in
as soon as it is complete, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from corpus.catalogue.catalogue import Catalogue, Source
from corpus.errors import HomeError, SourceRefusedError, TrialsError, UnknownNameError
from corpus.reading import formats as reading
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.names import safe_name
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile, data_of

_FOLDER_PAGES = ("index.htm", "index.html")


@dataclass(frozen=True, slots=True)
class Wish:
    """One file to bring: its address, what it belongs to, its place in reading order."""

    url: str
    edition: str | None
    order: int
    sitting: str | None = None
    slug: str | None = None
    link: str | None = None
    index: bool = False


@dataclass
class Fetched:
    """What became of the wishes. ``missing`` are addresses that were not to be had, with the reason."""

    kept: list[SourceFile] = field(default_factory=list)
    unchanged: list[SourceFile] = field(default_factory=list)
    changed: list[SourceFile] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def and_then(self, other: Fetched) -> Fetched:
        """Give what became of these wishes and of others."""
        return Fetched([*self.kept, *other.kept], [*self.unchanged, *other.unchanged],
                       [*self.changed, *other.changed], [*self.missing, *other.missing])


class Carrier(Protocol):
    """Brings the bytes of an address."""

    def get(self, url: str) -> bytes:
        """Give the bytes. Raises NotToBeHadError where the address has nothing."""
        ...


class NotToBeHadError(TrialsError):
    """An address did not give its file."""

    exit_code = 7


class NotThereError(NotToBeHadError):
    """The site says that there is nothing at an address."""


def wishes(catalogue: Catalogue, editions: Sequence[str]) -> list[Wish]:
    """Give the files the catalogue marks as fetchable, of the named editions or of all.

    Sources without a list of pages are left to :mod:`corpus.acquisition.addresses`. Raises UnknownNameError for an
    edition that is unknown, or has no public text to fetch.
    """
    found: list[Wish] = []
    fetchable = [s for s in catalogue.sources if s.fetch]
    for edition in editions:
        catalogue.edition(edition)
        if not any(s.edition == edition for s in fetchable):
            known = ", ".join(sorted(s.edition for s in fetchable if s.edition))
            raise UnknownNameError(
                f"No public text of {edition} is known that may be fetched.",
                f"Add your own copy: `trials add FILE --edition {edition}`. Fetchable are {known}.",
            )
    for source in fetchable:
        if source.pages and (not editions or source.edition in editions):
            found.extend(_of_source(source))
    return found


def hosts_of(catalogue: Catalogue) -> frozenset[str]:
    """Give the hosts that the catalogue names for its sources: a redirection may lead from one to another."""
    addresses = [url for source in catalogue.sources for url in (source.url, *(page.url for page in source.pages))]
    addresses += [archive.posts for archive in catalogue.archives.values()]
    return frozenset(filter(None, (urlsplit(url).hostname for url in addresses)))


def _of_source(source: Source) -> Iterator[Wish]:
    if not any("/wp-json/" in page.url for page in source.pages):
        yield Wish(source.url, source.edition, 0, index=True)
    for order, page in enumerate(source.pages, 1):
        slug = parse_qs(urlsplit(page.url).query).get("slug", [None])[0]
        yield Wish(page.url, source.edition, order, page.sitting, slug, page.link)


def fetch(
    home: Home,
    catalogue: Catalogue,
    editions: Sequence[str],
    carrier: Carrier,
    progress: Callable[[int, int, str], None] | None = None,
    *,
    again: bool = False,
) -> Fetched:
    """Bring what is missing, or with ``again`` everything, and list it.

    Files that are here and sound are not asked for. Raises UnknownNameError as :func:`wishes` does.
    """
    result = Fetched()
    wanted = wishes(catalogue, editions)
    with Readings(home) as readings, SourceList(home) as sources:
        for number, wish in enumerate(wanted):
            if progress:
                progress(number, len(wanted), wish.url)
            held = sources.file(name_of(wish.url), wish.slug)
            if held and not again and is_sound(home, held):
                result.unchanged.append(held)
                continue
            try:
                keep_fetched(sources, wish, held, carrier.get(wish.url), readings, result)
            except HomeError:
                raise
            except TrialsError as error:
                if not wish.index:
                    result.missing.append((wish.url, error.message))
    if progress:
        progress(len(wanted), len(wanted), "")
    return result


def keep_fetched(
    sources: SourceList, wish: Wish, held: SourceFile | None, data: bytes, readings: Readings, result: Fetched
) -> None:
    """Read a file that came, keep it, and note whether it is new, changed or as it was.

    Raises SourceRefusedError where it cannot be read, NotToBeHadError where it is not what was asked for; then nothing
    is kept.
    """
    if not data.strip():
        raise SourceRefusedError("the file is empty")
    form = reading.sniff(data, wish.url)
    texts = readings.read(data, form, wish.url)
    if wish.slug and wish.slug not in {text.slug for text in texts}:
        raise NotToBeHadError(f"the answer has no post {wish.slug}")
    entry = sources.keep(SourceFile(
        name=name_of(wish.url), sha256="", size=len(data), format=form, origin="fetched", edition=wish.edition,
        url=wish.link or wish.url, sitting=wish.sitting, slug=wish.slug, order=wish.order,
        index=wish.index and not texts[0].blocks,
    ), data)
    if held and held.sha256 == entry.sha256:
        result.unchanged.append(entry)
    else:
        (result.changed if held else result.kept).append(entry)


def is_sound(home: Home, held: SourceFile) -> bool:
    """Whether a file is as it was received."""
    try:
        data_of(home, held)
    except SourceRefusedError:
        return False
    return True


def all_wishes(catalogue: Catalogue) -> list[Wish]:
    """Give all files that the catalogue knows the addresses of and may fetch."""
    return [wish for source in catalogue.sources if source.fetch and source.pages for wish in _of_source(source)]


def name_of(url: str) -> str:
    """Give the name under ``sources/`` for an address: host, path, and the query as a file name or its end."""
    parts = urlsplit(url)
    path = [safe_name(piece) for piece in unquote(parts.path).split("/") if piece not in ("", ".", "..")]
    if parts.path.endswith("/") or not path:
        path.append(_FOLDER_PAGES[0])
    slug = parse_qs(parts.query).get("slug", [""])[0]
    if slug:
        path.append(safe_name(slug) + ".json")
    elif parts.query:
        path[-1] = safe_name(f"{path[-1]}-{unquote(parts.query)}")
    return "/".join([safe_name(parts.hostname or "host"), *path])
