"""What the catalogue wishes to have: the addresses of public texts, what each belongs to, the name of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from corpus.catalogue.catalogue import Catalogue, Source
from corpus.errors import UnknownNameError
from corpus.storage.names import safe_name

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
