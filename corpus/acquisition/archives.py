"""Fetching whole archives: every post of a WordPress site, page by page through its interface for programs.

Format: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/ — ``per_page`` and ``page``;
``modified_after`` gives what was changed later than a day, ``_fields`` only so much of each post. Each post is kept
once, as received, in a file of its own. Pages go by the number of the post, so that what is new comes last: an
interrupted run goes on with the page it was at, told by how many posts are here. Where the site changes meanwhile, or a
page fails, posts slip from one page to another: where the counts differ in the end, the numbers of all posts are asked
for, and then the pages of those that are not here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import unquote, urlencode, urlsplit

from corpus.acquisition.fetching import Fetched
from corpus.acquisition.filing import file_posts, in_edition, wished_posts
from corpus.acquisition.paging import NO_SUCH_PAGE, PagedCarrier, PagedPosts, Progress, Walk
from corpus.acquisition.posts import Numbers, Post, numbers_in, objects, posts_in
from corpus.acquisition.wishes import Wish, name_of
from corpus.catalogue.catalogue import Archive, Catalogue
from corpus.errors import HomeError, SourceRefusedError, TrialsError
from corpus.limits import ARCHIVE_PAGE_POSTS, ARCHIVE_ROUNDS, MAX_ARCHIVE_PAGES
from corpus.reading.memory import Readings
from corpus.storage.home import Home
from corpus.storage.source_list import SourceList
from corpus.storage.sources import SourceFile, data_of, identifier


def fetch_archive(
    home: Home, catalogue: Catalogue, archive: Archive, carrier: PagedCarrier, progress: Progress | None = None, *,
    again: bool = False,
) -> Fetched:
    """Bring the posts of an archive that are not here, and with ``again`` those that were changed since.

    What cannot be had or read is listed as missing and does not stop the others. What was fetched before stays, also
    where the site no longer has it.
    """
    with Readings(home) as readings, SourceList(home) as sources:
        run = _Run(home, catalogue, archive, carrier, readings, sources, progress or (lambda done, total, what: None))
        run.mend()
        run.bring()
        if again:
            run.bring_changed()
        run.complete(whatever_counted=again)
    return run.result


class _Run:
    """One run over an archive."""

    def __init__(
        self, home: Home, catalogue: Catalogue, archive: Archive, carrier: PagedCarrier, readings: Readings,
        sources: SourceList, progress: Progress,
    ) -> None:
        self._home, self._archive, self._carrier = home, archive, carrier
        self._readings, self._sources = readings, sources
        self.result = Fetched()
        wished = wished_posts(catalogue)
        self.result.changed += file_posts(home, wished, sources)
        host = urlsplit(archive.posts).hostname or ""
        self._editions = {slug: wish for (at, slug), wish in wished.items() if at == host}
        self._folder = name_of(archive.posts)
        self._held = {
            file.post: file for file in sources.files
            if file.post is not None and file.name.startswith(f"{self._folder}/")}
        self._documents = {file.document for file in sources.files}
        self._names: dict[str, dict[int, str]] = {}
        self._refused: set[int] = set()
        self._posts = PagedPosts(archive.posts, ARCHIVE_PAGE_POSTS, carrier, progress, self.result.missing)
        self._walk = Walk()
        self.result.unchanged += [file for file in self._held.values() if file not in self.result.changed]

    def mend(self) -> None:
        """Bring again what is no longer as it was received."""
        for number, held in list(self._held.items()):
            try:
                data_of(self._home, held)
            except SourceRefusedError:
                url = f"{self._archive.posts}/{number}"
                self._try(url, lambda url=url: self._take(self._carrier.get(url), url))  # type: ignore[misc]

    def bring(self) -> None:
        """Bring the pages behind the full ones that are here, of which at least the last is asked again."""
        full, more = divmod(len(self._held), ARCHIVE_PAGE_POSTS)
        first, held = max(1, full + (more > 0)), frozenset(self._held)
        self._walk = self._posts.walk(self._take, first)
        # Fewer posts before those that are here than when these came: some that are not have moved up among them.
        self._walk.slipped |= first > 1 and not held.issuperset(self._walk.pages.get(first, ())[:1])

    def bring_changed(self) -> None:
        """Bring what was changed since the last change that is known; one in the future, as wrong clocks make, is none.
        """
        now = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        known = [file.modified for file in self._held.values() if file.modified and file.modified < now]
        self._posts.walk(self._take, modified_after=max(known, default=""))

    def complete(self, *, whatever_counted: bool = False) -> None:
        """Bring the posts that slipped through, and find out which are no longer there, where the counts differ.

        With ``whatever_counted`` the numbers are compared in any case: where one post was deleted and an old draft
        published meanwhile, the counts are the same.
        """
        for number in range(ARCHIVE_ROUNDS):
            asked = whatever_counted and not number
            if not asked and not self._walk.slipped and self._walk.posts in (None, len(self._known)):
                return
            if not self._walk.whole:  # what failed a moment ago is left to the next run
                break
            self._walk = self._posts.walk(lambda data, url: numbers_in(data), _fields="id")
            lacking = [page for page, found in self._walk.pages.items() if not self._known.issuperset(found)]
            if not lacking:
                break
            came = [self._posts.walk(self._take, page, page).whole for page in lacking]
            self._walk.whole &= all(came)
        if self._walk.whole and not self._walk.slipped:
            listed = {number for numbers in self._walk.pages.values() for number in numbers}
            self.result.gone = [file for number, file in self._held.items() if number not in listed]
        lost = (self._walk.posts or 0) - len(self._known) + len(self.result.gone)
        if lost > 0:
            self.result.missing.append((self._archive.posts, f"{lost} of the posts that the site counts did not come"))

    @property
    def _known(self) -> frozenset[int]:
        """The numbers of the posts that are here, or came and could not be read."""
        return frozenset(self._held.keys() | self._refused)

    def _try(self, url: str, take: Callable[[], object]) -> None:
        try:
            take()
        except HomeError:
            raise
        except TrialsError as error:
            self.result.missing.append((url, error.reason))

    def _take(self, data: bytes, url: str) -> list[int]:
        """Keep the posts of an answer; give their numbers."""
        posts, others = posts_in(data)
        if others:
            self.result.missing.append((url, f"{others} of its rows are no posts"))
        for post in posts:
            self._try(post.link or url, lambda post=post: self._keep(post))  # type: ignore[misc]
        return [post.number for post in posts]

    def _keep(self, post: Post) -> None:
        """Keep a post that is new or changed, after it was read; one of an edition with the edition."""
        wish = self._editions.get(post.slug)
        held = self._held.get(post.number) or self._of_edition(post, wish)
        if held and held.modified == post.modified and (self._home.sources / held.name).exists():
            return
        try:
            texts = self._readings.read(post.data, "wordpress", post.link or post.slug)
        except SourceRefusedError:
            self._refused.add(post.number)
            raise
        if not any(block.kind != "heading" for text in texts for block in text.blocks):
            self.result.textless.append((post.link or post.slug, "locked" if post.locked else "empty"))
            if held:  # the text that it had stays
                return
        entry = self._sources.keep(self._entry(post, held, wish), post.data)
        (self.result.changed if held else self.result.kept).append(entry)
        if held and held in self.result.unchanged:
            self.result.unchanged.remove(held)
        self._held[post.number] = entry

    def _of_edition(self, post: Post, wish: Wish | None) -> SourceFile | None:
        """Give the file of a post that was brought with its edition, its number and last change noted."""
        own = self._sources.file(name_of(wish.url), wish.slug) if wish else None
        if own is None:
            return None
        modified = None
        with suppress(TrialsError):
            held, _ = posts_in(data_of(self._home, own))
            modified = next((one.modified for one in held if one.number == post.number), None)
        noted = replace(own, post=post.number, modified=modified)
        self._sources.describe(noted)
        self._held[post.number] = noted
        self.result.unchanged.append(noted)
        return noted

    def _entry(self, post: Post, held: SourceFile | None, wish: Wish | None) -> SourceFile:
        """Describe a post as a source: as the catalogue wishes it, as it is held already, or as a document called by
        its slug."""
        base = SourceFile(
            name=f"{self._folder}/{post.number}.json", sha256="", size=len(post.data), format="wordpress",
            origin="fetched", lang=self._archive.lang, url=post.link, modified=post.modified, post=post.number,
            collections=self._category_names(self._archive.categories, post.categories),
            tags=self._category_names(self._archive.tags, post.tags),
        )
        if wish:
            return in_edition(base, wish)
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
                rows = [row for row, _ in objects(self._carrier.get(url))]
            except TrialsError as error:
                if page == 1 or not isinstance(error, NO_SUCH_PAGE):
                    self.result.missing.append((url, error.reason))
                return
            yield from ((row["id"], unescape(str(row["name"]))) for row in rows if "id" in row and "name" in row)
            if Numbers.from_headers(self._carrier.headers).is_last(page, ARCHIVE_PAGE_POSTS, len(rows)):
                return
