"""Answers of a WordPress site's interface for programs: a page of posts, each as received.

Format: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/ — a list of posts, or one post, with the
number of pages in the header ``X-WP-TotalPages`` and that of posts in ``X-WP-Total``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.acquisition.fetching import NotToBeHadError
from corpus.storage.names import safe_name


@dataclass(frozen=True, slots=True)
class Post:
    """A post as received, and what is needed of it before it is read. A ``locked`` one has its text behind a password.
    """

    number: int
    slug: str
    modified: str
    link: str | None
    categories: tuple[int, ...]
    tags: tuple[int, ...]
    locked: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many posts, and pages of them, the headers of an answer say that there are; None where they do not say."""

    posts: int | None
    pages: int | None

    @classmethod
    def from_headers(cls, headers: Mapping[str, str]) -> Numbers:
        """Read the headers of an answer, their names in lower case."""
        return cls(_number(headers.get("x-wp-total")), _number(headers.get("x-wp-totalpages")))

    def is_last(self, page: int, size: int, found: int) -> bool:
        """Whether a page, one of ``found`` posts where ``size`` were asked for, is the last.

        A header may be missing or wrong. A full page is the last only where the posts up to it are all that there are;
        one that is not full is, unless a header says that more follow.
        """
        behind = (page - 1) * size + found
        if found >= size:
            return self.posts == behind
        return not found or not (page < (self.pages or 0) or behind < (self.posts or 0))


def posts_in(data: bytes) -> tuple[list[Post], int]:
    """Give the posts of an answer, each as the bytes of its place, and how many rows of it are none.

    Raises NotToBeHadError where the answer is no list, or none of its rows is a post.
    """
    rows = [_post(row, text) for row, text in objects(data)]
    posts = [post for post in rows if post]
    if rows and not posts:
        raise NotToBeHadError("the answer is no list of posts")
    return posts, len(rows) - len(posts)


def numbers_in(data: bytes) -> list[int]:
    """Give the numbers of the posts of an answer, which may say nothing else of them. Raises NotToBeHadError."""
    return [number for row, _ in objects(data) if (number := _identifier(row)) is not None]


def _post(row: dict[str, Any], text: str) -> Post | None:
    number, slug, content = _identifier(row), row.get("slug"), row.get("content")
    if number is None or not isinstance(slug, str):
        return None
    return Post(
        number, safe_name(slug) if "/" in slug else slug, str(row.get("modified") or ""),
        row["link"] if isinstance(row.get("link"), str) else None, _all_numbers(row.get("categories")),
        _all_numbers(row.get("tags")), isinstance(content, dict) and content.get("protected") is True, text.encode())


def _identifier(row: dict[str, Any]) -> int | None:
    number = row.get("id")
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def objects(data: bytes) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the objects of a JSON list, or the one object, each with its text as it stands in the answer.

    Raises NotToBeHadError for anything else, and for a list without its end.
    """
    decoder = json.JSONDecoder()
    try:
        text = data.decode("utf-8-sig").strip()
        if text.startswith("<"):
            raise NotToBeHadError("the answer is a web page and no list of posts: perhaps the site asks who you are")
        at = len(text) - len(text.lstrip("[ \t\r\n"))
        while at < len(text) and text[at] != "]":
            row, end = decoder.raw_decode(text, at)
            if not isinstance(row, dict):
                raise NotToBeHadError("the answer is no list of posts")
            yield row, text[at:end]
            at = len(text) - len(text[end:].lstrip(", \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise NotToBeHadError(f"the answer is no sound JSON: {error}") from error
    if not text or (text.startswith("[") and not text.endswith("]")):
        raise NotToBeHadError("the answer breaks off before its end")


def _all_numbers(value: object) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, list) else ()


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
