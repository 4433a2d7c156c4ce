"""For whom the app answers: names of this computer, and the name under which others reach it.

A page on the web can let its own name point to this computer and then read what a local server answers under that
name (DNS rebinding); so only names are answered that nobody else can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Request

from corpus.errors import WrongUseError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

ANY = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
"""Addresses that stand for all of this computer: it is then reached by any of its numbers."""

MAX_NAME, MAX_PORT = 253, 65_535
"""Signs of a name (RFC 1035, 2.3.4, without the octets of its frame), and the highest port."""

_HOST = re.compile(
    r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Za-z_-]{1,63}(?:\.[0-9A-Za-z_-]{1,63})*\.?)(?::(?P<port>[0-9]{0,5}))?")


_WHOLE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://(?P<host>[^/?#]*)")
"""A whole address up to its path."""

NAMES_KEPT = 64
"""Names of which it is kept what they are: readers ask by the same few."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that are answered besides those of this computer; ``numbers`` says that any IP address is too.

    An address typed as a number cannot be another site's name.
    """

    names: frozenset[str] = field(default_factory=frozenset)
    numbers: bool = False

    @classmethod
    def of(cls, base_url: str | None, more: Iterable[str] = ()) -> Hosts:
        """Give those of a public address and of the addresses or names that the server listens on.

        Raises WrongUseError for what is no name of a computer.
        """
        own = {_known(name, name) for name in more}
        if base_url:
            own.add(_known(_host_in(base_url), base_url))
        return cls(frozenset(own - ANY), bool(own & ANY))

    def answered(self, host: str) -> bool:
        """Whether a request for ``host``, which may have a port behind it, is answered."""
        name = name_of(host)
        return is_local(name) or name in self.names or (self.numbers and _is_number(name))


def with_name_asked(app: WSGIApplication) -> WSGIApplication:
    """Give an app that is told the name in the address asked for, where that is whole: it goes before that of the
    header (RFC 9112, 3.2.2), which waitress and gunicorn tell alone."""
    def asked(environ: WSGIEnvironment, begin: StartResponse) -> Iterable[bytes]:
        target = environ.get("RAW_URI") or environ.get("REQUEST_URI") or "/"
        if target[0] != "/" and "HTTP_HOST" in environ and (whole := _WHOLE.match(target)):
            environ["HTTP_HOST"] = whole["host"]
        return app(environ, begin)

    return asked


def host_of(asked: Request) -> str:
    """Give the host that a request asks; nothing where it says none and had to (RFC 9112, 3.2)."""
    old = asked.environ.get("SERVER_PROTOCOL") == "HTTP/1.0"
    return asked.headers.get("Host", "localhost" if old else "")


@lru_cache(NAMES_KEPT)
def name_of(host: str) -> str:
    """Give the name of a ``Host`` header without its port, as it is compared; nothing where it is none.

    What is not a name with a port (RFC 9110, 7.2) is none, whatever a reader of addresses would make of it.
    """
    found = _HOST.fullmatch(host)
    if not found or len(found["name"]) > MAX_NAME or int(found["port"] or 0) > MAX_PORT:
        return ""
    try:
        found["name"].encode("ascii").decode("idna")  # as who makes an address of it for people does
    except UnicodeError:
        return ""
    return _plain(found["name"])


def _plain(name: str) -> str:
    """Give a name in the form in which it is compared: in small letters, without the dot of the root; a number in its
    shortest form, one of the old kind without the clothes of a new one."""
    bare = name.strip("[]").removesuffix(".").lower()
    try:
        number = ip_address(bare)
    except ValueError:
        return bare
    return str(getattr(number, "ipv4_mapped", None) or number)


def _known(name: str, said: str) -> str:
    """Give a name that the user gives, in any script and with or without a port. Raises WrongUseError."""
    bare, colon, port = (f"[{name}]", "", "") if ":" in name and _is_number(name) else _parted(name)
    try:
        found = name_of(bare.encode("idna").decode("ascii") + colon + port)
    except UnicodeError:
        found = ""
    if not found:
        raise WrongUseError(f"{said!r} names no computer.",
                            "Give a name or a number, as reader.example or 192.168.1.5.")
    return found


def _parted(name: str) -> tuple[str, str, str]:
    return (name, "", "") if name.startswith("[") else name.partition(":")


def _host_in(address: str) -> str:
    """Give the name in an address; nothing where there is none."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""


@lru_cache(NAMES_KEPT)
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


def is_own(origin: str, asked: Request) -> bool:
    """Whether the origin that a browser tells of is the site that is asked."""
    try:
        return urlsplit(origin).netloc.lower() == asked.host.lower()
    except ValueError:
        return False


def is_embedded(asked: Request) -> bool:
    """Whether a page of another site wants an answer for itself: loads, embeds or reads it instead of leading to it.

    After the resource isolation policy (https://web.dev/articles/fetch-metadata): a link that a reader follows is a
    navigation. Browsers that tell nothing send an origin where a script asks.
    """
    site, origin = asked.headers.get("Sec-Fetch-Site"), asked.headers.get("Origin")
    if site is None:
        return origin is not None and not is_own(origin, asked)
    if site in ("same-origin", "none"):
        return False
    return not (asked.headers.get("Sec-Fetch-Mode") == "navigate"
                and asked.headers.get("Sec-Fetch-Dest", "document") == "document")
