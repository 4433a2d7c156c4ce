"""Words on a page with their language; alone here, since the command words its messages with them too."""

from __future__ import annotations

from corpus.frozen import frozen


@frozen
class Words:
    """Words on a page; ``lang`` is None where they are in its language, and empty where nobody knows theirs."""

    text: str
    lang: str | None = None
