"""Fetching whole archives: every post of a WordPress site, page by page through its interface for programs.

Format: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/ — ``per_page`` and ``page``, with the
number of pages in the header ``X-WP-TotalPages`` and that of posts in ``X-WP-Total``; ``modified_after`` gives what was
changed later than a day. Each post is kept once, as received, in a file of its own. Pages go by the number of the post,
so that what is new comes last: an interrupted run goes on with the page it was at, told by how many posts are here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Protocol
from urllib.parse import unquote, urlencode, urlsplit

from corpus.acquisition.fetching import Carrier, Fetched, NotToBeHadError, Wish, all_wishes, name_of
from corpus.catalogue.catalogue import Archive, Catalogue
from corpus.errors import HomeError, SourceRefusedError, TrialsError
from corpus.limits import ARCHIVE_PAGE_POSTS, MAX_ARCHIVE_PAGES
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.names import safe_name
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile, data_of, identifier

Progress = Callable[[int, int, str], None]


class PagedCarrier(Carrier, Protocol):
    """A carrier that also tells the headers of its last answer, their names in lower case."""

    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as received, and what is needed of it before it is read."""

    number: int
    slug: str
    modified: str
    link: str | None
    categories: tuple[int, ...]
    tags: tuple[int, ...]
    data: bytes


def fetch_archive(
    home: Home, catalogue: Catalogue, archive: Archive, carrier: PagedCarrier, progress: Progress | None = None, *,
    again: bool = False,
) -> Fetched:
    """Bring the posts of an archive that are not here, and with ``again`` those that were changed since.

    What cannot be had or read is listed as missing and does not stop the others.
    """
    with Readings(home) as readings, SourceList(home) as sources:
        run = _Run(home, catalogue, archive, carrier, readings, sources, progress or (lambda done, total, what: None))
        run.mend()
        run.walk(run.first_page())
        if run.lacking:
            run.walk(1)
        if again:
            run.walk(1, changed=True)
    return run.result


class _Run:
    """One run over an archive."""

    def __init__(
        self, home: Home, catalogue: Catalogue, archive: Archive, carrier: PagedCarrier, readings: Readings,
        sources: SourceList, progress: Progress,
    ) -> None:
        self._home, self._archive, self._carrier = home, archive, carrier
        self._readings, self._sources, self._progress = readings, sources, progress
        host = urlsplit(archive.posts).hostname
        self._editions = {
            wish.slug: wish for wish in all_wishes(catalogue) if wish.slug and urlsplit(wish.url).hostname == host}
        self._folder = name_of(archive.posts)
        self._held = {
            file.post: file for file in sources.files
            if file.post is not None and file.name.startswith(f"{self._folder}/")}
        self._documents = {file.document for file in sources.files}
        self._names: dict[str, dict[int, str]] = {}
        self._refused: set[int] = set()
        self._total: int | None = None
        self._pages: int | None = None
        self.result = Fetched(unchanged=list(self._held.values()))

    @property
    def lacking(self) -> bool:
        """Whether the site has more posts than are here or were refused: it changed while it was read."""
        return self._total is not None and len(self._held.keys() | self._refused) < self._total

    def first_page(self) -> int:
        """Give the page to begin with: that behind the full ones, of which at least the last is asked again."""
        full, more = divmod(len(self._held), ARCHIVE_PAGE_POSTS)
        return max(1, full + (more > 0))

    def mend(self) -> None:
        """Bring again what is no longer as it was received."""
        for number, held in list(self._held.items()):
            try:
                data_of(self._home, held)
            except SourceRefusedError:
                self._try(f"{self._archive.posts}/{number}", self._one)

    def walk(self, page: int, *, changed: bool = False) -> None:
        """Ask for pages from ``page`` on until the site has no more, or a page brings nothing new."""
        asked: dict[str, object] = {"per_page": ARCHIVE_PAGE_POSTS, "orderby": "id", "order": "asc"}
        if changed:
            asked["modified_after"] = max((file.modified or "" for file in self._held.values()), default="")
        for number in range(page, MAX_ARCHIVE_PAGES):
            url = f"{self._archive.posts}?{urlencode({**asked, 'page': number})}"
            known = len(self._held)
            posts = self._try(url, self._page)
            pages = self._pages
            self._progress(min(number, pages or number), pages or number, url)
            if pages is None and (len(posts) < ARCHIVE_PAGE_POSTS or len(self._held) == known):
                return
            if pages is not None and number >= pages:
                return

    def _try(self, url: str, take: Callable[[str], list[_Post]]) -> list[_Post]:
        try:
            return take(url)
        except HomeError:
            raise
        except TrialsError as error:
            self.result.missing.append((url, error.message))
            return []

    def _page(self, url: str) -> list[_Post]:
        data = self._carrier.get(url)
        # The names of collections are asked for while the posts are kept, so the headers are read before.
        self._pages = _number(self._carrier.headers.get("x-wp-totalpages"))
        if "modified_after" not in url:
            self._total = _number(self._carrier.headers.get("x-wp-total"))
        posts = list(_posts(data, url))
        for post in posts:
            self._try(post.link or url, lambda _, post=post: self._keep(post))  # type: ignore[misc]
        return posts

    def _one(self, url: str) -> list[_Post]:
        posts = list(_posts(self._carrier.get(url), url))
        for post in posts:
            self._keep(post)
        return posts

    def _keep(self, post: _Post) -> list[_Post]:
        """Keep a post that is new or changed, after it was read; one of an edition with the edition."""
        wish = self._editions.get(post.slug)
        held = self._held.get(post.number)
        if wish and not held and (own := self._sources.file(name_of(wish.url), wish.slug)):
            self._sources.describe(replace(own, post=post.number))
            self._held[post.number] = own
            self.result.unchanged.append(own)
            return [post]
        if held and held.modified == post.modified and (self._home.sources / held.name).exists():
            return [post]
        try:
            self._readings.read(post.data, "wordpress", post.link or post.slug)
        except SourceRefusedError:
            self._refused.add(post.number)
            raise
        entry = self._sources.keep(self._entry(post, held, wish), post.data)
        (self.result.changed if held else self.result.kept).append(entry)
        if held and held in self.result.unchanged:
            self.result.unchanged.remove(held)
        self._held[post.number] = entry
        return [post]

    def _entry(self, post: _Post, held: SourceFile | None, wish: Wish | None) -> SourceFile:
        """Describe a post as a source: as the catalogue wishes it, as it is held already, or as a document called by
        its slug."""
        base = SourceFile(
            name=f"{self._folder}/{post.number}.json", sha256="", size=len(post.data), format="wordpress",
            origin="fetched", lang=self._archive.lang, url=post.link, modified=post.modified, post=post.number,
            collections=self._category_names(self._archive.categories, post.categories),
            tags=self._category_names(self._archive.tags, post.tags),
        )
        if wish:
            return replace(base, name=name_of(wish.url), edition=wish.edition, url=wish.link or wish.url,
                           sitting=wish.sitting, slug=wish.slug, order=wish.order, lang=None)
        if held:
            return replace(base, name=held.name, document=held.document, kind=held.kind, title=held.title)
        document = identifier(unquote(post.slug))
        if document in self._documents:
            document = f"{document}-{post.number}"
        self._documents.add(document)
        return replace(base, document=document, order=post.number)

    def _category_names(self, address: str, numbers: tuple[int, ...]) -> tuple[str, ...]:
        """Give the names of categories or tags; none where the site does not tell them."""
        if numbers and address not in self._names:
            self._names[address] = dict(self._terms(address))
        return tuple(self._names[address][number] for number in numbers if number in self._names[address])

    def _terms(self, address: str) -> Iterator[tuple[int, str]]:
        """Give number and name of the terms of a taxonomy, page after page; a page that does not come is named as
        missing."""
        for page in range(1, MAX_ARCHIVE_PAGES):
            url = f"{address}?{urlencode({'per_page': ARCHIVE_PAGE_POSTS, 'page': page})}"
            try:
                rows = [row for row, _ in _objects(self._carrier.get(url), url)]
            except TrialsError as error:
                self.result.missing.append((url, error.message))
                return
            yield from ((row["id"], unescape(str(row["name"]))) for row in rows if "id" in row and "name" in row)
            if page >= (_number(self._carrier.headers.get("x-wp-totalpages")) or 1):
                return


def _posts(data: bytes, url: str) -> Iterator[_Post]:
    """Give the posts of an answer, each as the bytes of its place. Raises NotToBeHadError."""
    for row, text in _objects(data, url):
        number, slug = row.get("id"), row.get("slug")
        if not isinstance(number, int) or not isinstance(slug, str):
            raise NotToBeHadError("the answer is no list of posts")
        yield _Post(number, safe_name(slug) if "/" in slug else slug, str(row.get("modified") or ""),
                    row.get("link") if isinstance(row.get("link"), str) else None,
                    _numbers(row.get("categories")), _numbers(row.get("tags")), text.encode())


def _objects(data: bytes, url: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the objects of a JSON list, or the one object, each with its text as it stands in the answer."""
    decoder = json.JSONDecoder()
    try:
        text = data.decode("utf-8-sig")
        at = len(text) - len(text.lstrip("[ \t\r\n"))
        while at < len(text) and text[at] != "]":
            row, end = decoder.raw_decode(text, at)
            if not isinstance(row, dict):
                raise NotToBeHadError("the answer is no list of posts")
            yield row, text[at:end]
            at = len(text) - len(text[end:].lstrip(", \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise NotToBeHadError(f"the answer is no sound JSON: {error}") from error


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, list) else ()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None
