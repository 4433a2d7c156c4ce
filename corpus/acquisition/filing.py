"""Posts of an archive that the catalogue gives to an edition: filed there, and counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from corpus.acquisition.wishes import Wish, all_wishes, name_of
from corpus.catalogue.catalogue import Catalogue
from corpus.errors import SourceRefusedError
from corpus.storage.home import Home
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile, data_of


def wished_posts(catalogue: Catalogue) -> dict[tuple[str, str], Wish]:
    """Give the posts that the catalogue gives to editions, by host and slug."""
    return {(urlsplit(wish.url).hostname or "", wish.slug): wish for wish in all_wishes(catalogue) if wish.slug}


def in_edition(file: SourceFile, wish: Wish) -> SourceFile:
    """Describe a post as the file of an edition that the catalogue wishes."""
    return replace(file, name=name_of(wish.url), edition=wish.edition, document=None, kind=None, title=None,
                   url=wish.link or wish.url, sitting=wish.sitting, slug=wish.slug, order=wish.order, lang=None)


def file_posts(home: Home, wished: Mapping[tuple[str, str], Wish], sources: SourceList) -> list[SourceFile]:
    """File posts with an edition that are held as documents, as when the catalogue learns of the edition later.

    Gives those that were filed. One that the edition has already is dropped; one that is no longer as it was received
    is left as it is.
    """
    filed, dropped = [], []
    for file in sources.files:
        wish = _wish_of(file, wished)
        if wish is None:
            continue
        entry = in_edition(file, wish)
        if sources.file(*entry.key) is None:
            try:
                filed.append(sources.keep(entry, data_of(home, file)))
            except SourceRefusedError:
                continue
        dropped.append(file)
    if dropped:
        sources.drop(dropped)
    return filed


def _wish_of(file: SourceFile, wished: Mapping[tuple[str, str], Wish]) -> Wish | None:
    """Give the wish that a fetched document fulfils, by the slug at the end of its address."""
    if file.post is None or file.document is None or file.origin != "fetched" or not file.url:
        return None
    parts = urlsplit(file.url)
    return wished.get((parts.hostname or "", unquote(parts.path).rstrip("/").rpartition("/")[2]))
