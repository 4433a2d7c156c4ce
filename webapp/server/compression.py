"""Answers made small on their way to browsers that take gzip."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Request, Response
from werkzeug.http import parse_accept_header

LEAST_BYTES = 1_000
"""Below this an answer gains nothing."""

LEVEL = 5
"""Of 9; a page of 80,000 bytes takes about a millisecond."""

KINDS = ("text/", "application/json", "application/jsonl", "application/opensearchdescription+xml", "image/svg+xml")


def compress(asked: Request, answer: Response) -> None:
    """Compress the body of an answer where its reader takes that; nothing secret is in any answer."""
    if not answer.headers.get("Content-Type", "").startswith(KINDS):
        return
    names = {name for name, _ in answer.headers}
    if "Vary" in names:
        answer.vary.add("Accept-Encoding")
    else:
        answer.headers.add("Vary", "Accept-Encoding")
    lasting = asked.endpoint == "static"
    if (answer.status_code != 200 or (answer.is_streamed and not lasting) or "Content-Encoding" in names
            or not takes_gzip(asked)):
        return
    answer.direct_passthrough = False
    data = answer.get_data()
    if len(data) < LEAST_BYTES:
        return
    answer.set_data(_kept(data) if lasting else gzip.compress(data, LEVEL, mtime=0))
    answer.headers["Content-Encoding"] = "gzip"


def takes_gzip(asked: Request) -> bool:
    """Whether the reader of an answer takes it compressed."""
    return _named_gzip(asked.environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=64)
def _named_gzip(header: str) -> bool:
    """Whether ``Accept-Encoding`` has gzip; browsers send the same few."""
    return bool(parse_accept_header(header)["gzip"])


@lru_cache(maxsize=32)
def _kept(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)
