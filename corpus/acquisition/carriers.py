"""Ways to bring the bytes of an address: the web, a mirror at another address, a mirror in a folder."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from urllib.robotparser import RobotFileParser

from corpus.acquisition.fetching import BadRequestError, LaterError, NotThereError, NotToBeHadError
from corpus.errors import TrialsError
from corpus.limits import (
    FETCH_ATTEMPTS,
    FETCH_PAUSE_SECONDS,
    FETCH_TIMEOUT_SECONDS,
    FETCH_WHOLE_SECONDS,
    MAX_RETRY_SECONDS,
    MAX_ROBOTS_BYTES,
    MAX_SOURCE_BYTES,
    UNREACHED_ADDRESSES,
)
from corpus.reading import formats as reading

if TYPE_CHECKING:
    import httpx

_INDEX = ("index.htm", "index.html")
_AGAIN = (429, 500, 502, 503, 504)
"""Answers behind which an address is asked for again."""


def user_agent() -> str:
    """Give the name under which pages are asked for."""
    try:
        version = metadata.version("trial-transcripts")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"trial-transcripts/{version} (historical research; one request at a time)"


class FolderCarrier:
    """A mirror in a folder laid out host/path."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.headers: Mapping[str, str] = {}
        if not root.is_dir():
            raise TrialsError(f"The mirror {root} is not a folder.", "Name a folder laid out host/path, or an address.")

    def get(self, url: str) -> bytes:
        """Give the bytes of the file that stands for ``url``. Raises NotThereError where there is none."""
        for path in self._candidates(url):
            if path.is_file() and path.resolve().is_relative_to(self.root.resolve()):
                return reading.load(path)
        raise NotThereError("not in the mirror")

    def _candidates(self, url: str) -> Iterator[Path]:
        """Give where a mirror may have put an address: answers to queries by several customs, pages as index files."""
        parts = urlsplit(url)
        base = self.root.joinpath(parts.hostname or "", *[p for p in unquote(parts.path).split("/") if p])
        slug = parse_qs(parts.query).get("slug", [""])[0]
        if parts.query:
            yield base.with_name(f"{base.name}?{parts.query}")
            yield base.with_name(f"{base.name}?{parts.query}.json")
            yield base / f"{slug}.json"
            yield base.with_suffix(".json")
        else:
            yield base
            yield from (base / name for name in _INDEX)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an attempt brought nothing, and the seconds to ``wait`` before the next one, None where that is of no use.

    ``reached`` says that the server was, ``crowded`` that it said that too much is asked of it (RFC 6585, 4).
    """

    reason: str
    wait: float | None = None
    reached: bool = True
    crowded: bool = False


class WebCarrier:
    """The web, or with ``base`` a mirror on the web: one request at a time, with pauses, within robots rules.

    A redirection is followed to the host that was asked for, with or without ``www.``, and to ``hosts``, of which one
    that begins with a point stands for all below it; never elsewhere, so that no site can have this computer ask its
    neighbours. Broken, stalled and refused requests are tried again a few times, later each time, or when the server
    says.
    """

    def __init__(
        self, base: str | None = None, pause: float | None = None, hosts: Collection[str] = ()
    ) -> None:
        import httpx

        self.base = base.rstrip("/") if base else None
        self.pause = FETCH_PAUSE_SECONDS if pause is None else pause
        self.client = httpx.Client(
            headers={"User-Agent": user_agent()}, timeout=FETCH_TIMEOUT_SECONDS, follow_redirects=True, max_redirects=5,
            event_hooks={"request": [self._stay]},
        )
        self._hosts = frozenset(hosts)
        self._domains = tuple(host for host in self._hosts if host.startswith("."))
        self.headers: Mapping[str, str] = {}
        self._asked = ""
        self._unreached: Counter[str] = Counter()
        self._robots: dict[str, RobotFileParser | None] = {}
        self._last = 0.0

    def get(self, url: str) -> bytes:
        """Give the bytes of ``url``.

        Raises NotThereError where the site has nothing there, LaterError where it asks to be left alone for now, and
        NotToBeHadError with the reason when all attempts failed.

        A file without the end of its kind is asked for again: a wrong length in an answer cuts it without a sign.
        """
        target = self._target(url)
        self._asked = urlsplit(target).hostname or ""
        if self._unreached[self._asked] >= UNREACHED_ADDRESSES:
            raise NotToBeHadError(f"{self._asked} was not reached and is not asked again in this run")
        if not self._allowed(target):
            raise NotToBeHadError("the site's robots rules do not allow it")
        doubted: list[bytes] = []
        before = self._unreached[self._asked]
        for attempt in range(FETCH_ATTEMPTS):
            self._wait(attempt)
            answer = self._attempt(target)
            failure = answer if isinstance(answer, _Failure) else _Failure("the file seems cut short", wait=0.0)
            if isinstance(answer, bytes):
                if answer in doubted or looks_whole(answer):
                    return answer
                doubted.append(answer)
            # Who was not reached a moment ago either is asked once: the network may be back.
            if failure.wait is None or (before and not failure.reached):
                break
            if failure.wait > MAX_RETRY_SECONDS:
                raise LaterError(f"{failure.reason} and asks to come back in {failure.wait:.0f} seconds")
            if attempt + 1 < FETCH_ATTEMPTS:
                time.sleep(failure.wait)
        if len(doubted) == FETCH_ATTEMPTS:
            return doubted[-1]
        if not failure.reached:
            self._unreached[self._asked] = before + 1
        raise (LaterError if failure.crowded else NotToBeHadError)(failure.reason)

    def _stay(self, request: httpx.Request) -> None:
        """Raise NotToBeHadError for a request that would go to a host that was not meant."""
        host = request.url.host
        same = host.removeprefix("www.") == self._asked.removeprefix("www.")
        if not same and host not in self._hosts and not f".{host}".endswith(self._domains):
            raise NotToBeHadError(f"the server leads to another host, {host}")

    def _target(self, url: str) -> str:
        if self.base is None:
            return url
        parts = urlsplit(url)
        return f"{self.base}/{parts.hostname}{parts.path}" + (f"?{parts.query}" if parts.query else "")

    def _wait(self, attempt: int) -> None:
        due = self._last + self.pause * 2**attempt
        if (left := due - time.monotonic()) > 0:
            time.sleep(left)
        self._last = time.monotonic()

    def _attempt(self, url: str) -> bytes | _Failure:
        """Ask once. Raises NotThereError, BadRequestError."""
        import httpx

        try:
            with self.client.stream("GET", url) as answer:
                self._unreached[self._asked] = 0  # whatever it answers
                self.headers = {name.lower(): value for name, value in answer.headers.items()}
                if answer.status_code in _AGAIN:
                    return _Failure(f"the server answered {answer.status_code}", wait=_retry_after(answer),
                                    crowded=answer.status_code == httpx.codes.TOO_MANY_REQUESTS)
                if answer.status_code in (404, 410):
                    raise NotThereError(f"the server answered {answer.status_code}")
                if answer.status_code == httpx.codes.BAD_REQUEST:
                    raise BadRequestError("the server answered 400")
                if answer.status_code != httpx.codes.OK:
                    return _Failure(f"the server answered {answer.status_code}")
                return self._body(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            return _Failure(f"the server was not reached: {error}", wait=0.0, reached=False)
        except httpx.HTTPError as error:
            return _Failure(f"{type(error).__name__}: {error}", wait=0.0)

    def _body(self, answer: httpx.Response) -> bytes | _Failure:
        """Read an answer within the bound."""
        if _packed_twice(answer):
            return _Failure("it is compressed more than once, as no site needs")
        data = bytearray()
        end = time.monotonic() + FETCH_WHOLE_SECONDS
        for chunk in answer.iter_raw() if "content-encoding" not in answer.headers else answer.iter_bytes():
            data.extend(chunk)
            if len(data) > MAX_SOURCE_BYTES:
                return _Failure(f"more than {MAX_SOURCE_BYTES:,} bytes")
            if time.monotonic() > end:
                return _Failure(f"it was not here after {FETCH_WHOLE_SECONDS:.0f} seconds")
        length = answer.headers.get("content-length", "")
        if length.isdigit() and "content-encoding" not in answer.headers and int(length) != len(data):
            return _Failure(f"{len(data)} bytes came instead of {length}", wait=0.0)
        return bytes(data)

    def _allowed(self, url: str) -> bool:
        """Say whether a site's robots.txt lets an address be fetched; asked once; one that fails forbids nothing."""
        import httpx

        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = RobotFileParser()
            try:
                with self.client.stream("GET", f"{site}/robots.txt") as answer:
                    readable = answer.status_code == httpx.codes.OK and not _packed_twice(answer)
                    rules.parse(_beginning(answer) if readable else [])
                self._robots[site] = rules
            except (httpx.HTTPError, NotToBeHadError):
                self._robots[site] = None
        rules_held = self._robots[site]
        return rules_held is None or rules_held.can_fetch(user_agent(), url)


def _beginning(answer: httpx.Response) -> list[str]:
    """Give the lines of an answer as far as rules for robots are read; one that goes on without end is left."""
    data = bytearray()
    end = time.monotonic() + FETCH_TIMEOUT_SECONDS
    for chunk in answer.iter_bytes():
        data.extend(chunk)
        if len(data) >= MAX_ROBOTS_BYTES or time.monotonic() > end:
            break
    return bytes(data[:MAX_ROBOTS_BYTES]).decode("utf-8", "replace").splitlines()


def _packed_twice(answer: httpx.Response) -> bool:
    """Whether an answer is compressed more than once: 12 kB of it may unpack to gigabytes in one step."""
    return "," in answer.headers.get("content-encoding", "")


def looks_whole(data: bytes) -> bool:
    """Whether a file ends as its kind does; kinds without an end of their own always do."""
    head, tail = data[:1024].lower(), data[-2048:].lower()
    if b"%pdf-" in head:
        return b"%%eof" in tail
    if b"<html" in head:
        return b"</html" in tail
    return head.lstrip()[:1] not in (b"[", b"{") or tail.rstrip()[-1:] in (b"]", b"}")


def _retry_after(answer: httpx.Response) -> float:
    """Give the seconds to wait that the server asks for: as a number or as a date (RFC 9110, 10.2.3)."""
    value = answer.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
