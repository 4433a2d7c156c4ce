"""For whom the app answers: names of this computer, and the name under which others reach it.

A page on the web can let its own name point to this computer and then read what a local server answers under that
name (DNS rebinding); so only names are answered that nobody else can have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Request

ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
"""Addresses that stand for all of this computer: it is then reached by any of its numbers."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that are answered besides those of this computer; ``numbers`` says that any IP address is too.

    An address typed as a number cannot be another site's name.
    """

    names: frozenset[str] = field(default_factory=frozenset)
    numbers: bool = False

    @classmethod
    def of(cls, base_url: str | None, more: Iterable[str] = ()) -> Hosts:
        """Give those of a public address and of the addresses or names that the server listens on."""
        own = {name.strip("[]").lower() for name in more}
        public = urlsplit(base_url).hostname if base_url else None
        return cls(frozenset((own - ANY) | ({public} if public else set())), bool(own & ANY))

    def answered(self, host: str) -> bool:
        """Whether a request for ``host``, which may have a port behind it, is answered."""
        name = name_of(host)
        return is_local(name) or name in self.names or (self.numbers and _is_number(name))


def name_of(host: str) -> str:
    """Give the name of a ``Host`` header without its port; nothing where it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def is_local(name: str) -> bool:
    """Whether a name is one of this computer for itself: ``localhost``, what ends with it, a loopback address."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_embedded(asked: Request) -> bool:
    """Whether a page of another site wants an answer for itself: loads, embeds or reads it instead of leading to it.

    After the resource isolation policy (https://web.dev/articles/fetch-metadata): a link that a reader follows is a
    navigation. Browsers that tell nothing send an origin where a script asks.
    """
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    if site is None:
        return origin is not None and urlsplit(origin).netloc != asked.host
    if site in ("same-origin", "none"):
        return False
    return not (asked.headers.get("Sec-Fetch-Mode") == "navigate"
                and asked.headers.get("Sec-Fetch-Dest", "document") == "document")
