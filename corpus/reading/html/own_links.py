"""Links of a saved page to itself: where the page had ``#note1``, browsers write its whole address before that.

Chrome, Edge and Internet Explorer state the address in a comment at the beginning of what they save ("saved from url",
the mark of the web: https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer), MHTML in a
header.
"""

from __future__ import annotations

import re
from html import escape

from corpus.model.offsets import OffsetMap, TextBuilder

_HEAD = 4_096
"""Characters at the beginning among which the comment stands."""

_SAVED = re.compile(r"<!--\s?saved from url=\(\d{4}\)(?P<address>[^\s<>]{1,2000})\s?-->")


def with_own_links(raw: str, address: str = "") -> tuple[str, OffsetMap | None]:
    """Give a page with links to itself as it had them, and where its characters stand in ``raw``, None as they were.

    ``address`` is that of the page; without it the page may state it.
    """
    found = _SAVED.search(raw[:_HEAD])
    own = (address or (found["address"] if found else "")).partition("#")[0]
    parts = re.split(rf"(?<=\bhref=[\"']){re.escape(escape(own))}(?=#)", raw) if own else [raw]
    if len(parts) == 1:
        return raw, None
    builder, place = TextBuilder(), 0
    for part in parts:
        builder.add(part, place, len(part))
        place += len(part) + len(escape(own))
    return builder.build()
