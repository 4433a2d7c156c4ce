"""Fetching the public sources the catalogue lists: politely, resumably, from the web or from a mirror.

A mirror is a folder or base address that holds the same files laid out host/path. Every file is checked in
as soon as it is complete, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from corpus.acquisition.filing import file_posts, wished_posts
from corpus.acquisition.wishes import Wish, name_of, wishes
from corpus.catalogue.catalogue import Catalogue
from corpus.errors import HomeError, SourceRefusedError, TrialsError
from corpus.model.notes import Note
from corpus.reading import formats as reading
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile, data_of


@dataclass
class Fetched:
    """What became of the wishes. ``missing`` are addresses that were not to be had, with the reason; ``gone`` are files
    that their site no longer has, and that stay here; ``textless`` are addresses of posts of which the site gives no
    text, with ``locked`` where a password is asked for and ``empty`` otherwise."""

    kept: list[SourceFile] = field(default_factory=list)
    unchanged: list[SourceFile] = field(default_factory=list)
    changed: list[SourceFile] = field(default_factory=list)
    missing: list[tuple[str, str | Note]] = field(default_factory=list)
    gone: list[SourceFile] = field(default_factory=list)
    textless: list[tuple[str, str]] = field(default_factory=list)

    def and_then(self, other: Fetched) -> Fetched:
        """Give what became of these wishes and of others."""
        return Fetched([*self.kept, *other.kept], [*self.unchanged, *other.unchanged],
                       [*self.changed, *other.changed], [*self.missing, *other.missing],
                       [*self.gone, *other.gone], [*self.textless, *other.textless])


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


class BadRequestError(NotToBeHadError):
    """The site does not do what it is asked for: status 400, as for a page behind the last."""


class LaterError(NotToBeHadError):
    """The site says that too much is asked of it, however often and slowly it was asked, or when to come back."""


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
        result.changed += file_posts(home, wished_posts(catalogue), sources)
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
                    result.missing.append((wish.url, error.reason))
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
