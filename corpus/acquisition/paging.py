"""Walking over the pages of a site's list of posts: to the last one, whatever the site says of their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from corpus.acquisition.fetching import BadRequestError, Carrier, LaterError, NotThereError
from corpus.acquisition.posts import Numbers
from corpus.errors import HomeError, TrialsError
from corpus.limits import FAILED_PAGES, MAX_ARCHIVE_PAGES
from corpus.model.notes import Note

Progress = Callable[[int, int, str], None]
Take = Callable[[bytes, str], Sequence[int]]
"""Takes what a page says, from its address; gives the numbers of its posts. Raises TrialsError."""

NO_SUCH_PAGE = (NotThereError, BadRequestError)
"""Answers for a page behind the last; WordPress gives status 400."""


class PagedCarrier(Carrier, Protocol):
    """A carrier that also tells the headers of its last answer, their names in lower case."""

    headers: Mapping[str, str]


@dataclass(slots=True)
class Walk:
    """What is known after a walk: the numbers of the posts by page, how many posts the site says that it has, whether
    all pages of the walk came, and whether posts may have slipped to other pages meanwhile, so that some were not seen.
    """

    pages: dict[int, Sequence[int]] = field(default_factory=dict)
    posts: int | None = None
    whole: bool = True
    slipped: bool = False


class PagedPosts:
    """The list of posts at an address, ``size`` to a page, in the order of their numbers.

    What cannot be had is added to ``missing``. Where pages fail one after the other, or the site asks to be left
    alone, a walk ends.
    """

    def __init__(
        self, address: str, size: int, carrier: PagedCarrier, progress: Progress, missing: list[tuple[str, str | Note]]
    ) -> None:
        self._address, self._size = address, size
        self._carrier, self._progress, self._missing = carrier, progress, missing

    def walk(self, take: Take, first: int = 1, last: int = MAX_ARCHIVE_PAGES, **asked: str) -> Walk:
        """Take the pages from ``first`` on, up to ``last`` or the end; ``asked`` is added to the query."""
        walk, failed, numbers = Walk(), 0, Numbers(None, None)
        for page in range(first, last + 1):
            url = self._url(page, asked)
            try:
                data = self._carrier.get(url)
                # Taking the posts may ask for other things, so the headers are read before.
                numbers = self._counted(walk, numbers)
                found = take(data, url)
            except HomeError:
                raise
            except TrialsError as error:
                if page > 1 and isinstance(error, NO_SUCH_PAGE) and not self._expected(page, numbers):
                    walk.slipped |= page == first
                    return walk
                self._missing.append((url, error.reason))
                walk.whole, failed = False, failed + 1
                if isinstance(error, LaterError) or failed >= FAILED_PAGES or page >= (numbers.pages or page + 1):
                    return walk
                continue
            self._progress(min(page, numbers.pages or page), numbers.pages or page, url)
            if found and found == walk.pages.get(page - 1):
                return self._repeated(walk, url, len(found))
            walk.pages[page], failed = found, 0
            if numbers.is_last(page, self._size, len(found)):
                return walk
        return walk

    def _url(self, page: int, asked: Mapping[str, str]) -> str:
        query = {"per_page": self._size, "orderby": "id", "order": "asc", **asked, "page": page}
        return f"{self._address}?{urlencode(query)}"

    def _counted(self, walk: Walk, before: Numbers) -> Numbers:
        """Read the headers of the last answer. Where they count otherwise than those of the page before, a post that
        came or went has moved others."""
        numbers = Numbers.from_headers(self._carrier.headers)
        walk.slipped |= None not in (before.posts, numbers.posts) and before.posts != numbers.posts
        walk.posts = numbers.posts
        return numbers

    def _repeated(self, walk: Walk, url: str, found: int) -> Walk:
        """End where a page says what the one before it said: of a mirror there is one file for all; a site that gives
        a full page ignores which one it is asked for."""
        if found == self._size:
            self._missing.append((url, "the site gives the page before this one again"))
            walk.whole = False
        return walk

    def _expected(self, page: int, numbers: Numbers) -> bool:
        """Whether a page that is not there should be, by the headers of those before it; where they count posts, these
        are counted in the end."""
        return numbers.posts is None and page <= (numbers.pages or 0)
