"""Parameters of an address that no page asked for: they are named, as one that is left out in silence misleads.

Each request remembers which of its parameters were read, so that no list of them has to be kept for each page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from io import BytesIO
from typing import IO, Any, NamedTuple, NoReturn

from flask import Request, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from corpus.errors import WrongUseError
from indexer.results import FILTERS
from webapp.i18n.i18n import gettext

OF_OTHERS = ("utm_", "fbclid", "gclid", "yclid", "mc_")
"""Beginnings of parameters that other sites add to links to them; they ask for nothing."""

MAX_NAMED, MAX_CHARS = 5, 40
"""Parameters named at once, and characters shown of each."""


class Parameters(ImmutableMultiDict[str, str]):
    """Parameters that remember which of them were read."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__(mapping)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.read.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.read.add(str(name))
        return super().__contains__(name)

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]
        """Give the first value of a parameter; most are not there, which is said without an error in between."""
        return super().get(key, default, type) if key in self else default

    def getlist(self, name: str, type: Any = None) -> list[Any]:
        """Give all values of a parameter."""
        self.read.add(name)
        return super().getlist(name, type)


class SiteRequest(Request):
    """A request whose parameters remember which of them were read; its files stay in memory."""

    parameter_storage_class = Parameters

    plain_paths: dict[str, str] | None = None
    """The paths of pages without values in theirs, by name; None until the answer names one."""

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Give what takes a file that is sent: never one of the disk, which may be full. The whole form has a limit."""
        return BytesIO()


def given(args: MultiDict[str, str], names: Sequence[str]) -> list[str]:
    """Give those of some parameters that an address has, in this order; all of them count as read."""
    if isinstance(args, Parameters):
        args.read.update(names)
    there = set(args.keys())
    return [name for name in names if name in there]


def present() -> SiteRequest:
    """Give the request that is being answered; each question to Flask's stand-in for it takes six times as long."""
    asked: SiteRequest = request._get_current_object()  # type: ignore[attr-defined]
    return asked


class Unread(NamedTuple):
    """A parameter that means nothing to a page, and the known one that is most like it, empty where none is."""

    name: str
    like: str


def ignored() -> list[Unread]:
    """Give the parameters of the present address that the page did not ask for; to be called when it is made."""
    asked = present().args
    read = asked.read if isinstance(asked, Parameters) else set(asked)
    return unread((name for name in asked if name not in read), {*read, *FILTERS})


def refuse_ignored() -> None:
    """Refuse what the address asks for and nothing read: a file has no place to name it. Raises WrongUseError.

    To be called when all that a file needs was read, before it is made.
    """
    asked = request.args
    for one in ignored():
        refuse(one, sorted(asked.read) if isinstance(asked, Parameters) else [])


def refuse(one: Unread, known: Sequence[str]) -> NoReturn:
    """Raise WrongUseError for a parameter that means nothing, with the ``known`` ones."""
    meant = gettext("Did you mean %(name)s?", name=one.like) if one.like else ""
    possible = gettext("Possible are: %(choices)s.", choices=", ".join(known)) if known else ""
    raise WrongUseError(gettext("The parameter “%(name)s” is not known here.", name=one.name),
                        " ".join(filter(None, (meant, possible))))


def unread(names: Iterable[str], known: Iterable[str]) -> list[Unread]:
    """Give parameters that mean nothing, each with the one of ``known`` that is most like it."""
    choices = sorted(known)
    kept = [name for name in names if name and not name.startswith(OF_OTHERS)][:MAX_NAMED]
    return [Unread(name[:MAX_CHARS], _like(name, choices)) for name in kept]


def _like(name: str, choices: Sequence[str]) -> str:
    """Give the parameter for which another may be a slip; one that other pages have is none."""
    near = () if name in choices else get_close_matches(name[:MAX_CHARS], choices, n=1)
    return next(iter(near), "")
