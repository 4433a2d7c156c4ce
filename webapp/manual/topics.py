"""The topics of the manual, in the order of its contents, and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.errors import UnknownNameError, WrongUseError
from webapp.manual.blocks import Node, parsed

TOPICS = (
    "start", "texts", "files", "catalogue", "searching", "reading", "checking", "languages", "citing", "exporting",
    "counting", "browser", "serving", "cluster", "data", "programs", "trouble",
)
"""Names of the pages, as addresses and the command have them, in the order in which a newcomer needs them."""

DEFAULT = "en"
"""The language of the pages in the folder itself; each other language has the same pages in a folder of its own."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the manual: its title, its first paragraph, which says what it is for, and what stands below."""

    name: str
    title: str
    summary: str
    nodes: tuple[Node, ...]

    @property
    def sections(self) -> tuple[Node, ...]:
        """The headings of its parts."""
        return tuple(node for node in self.nodes if node.kind == "heading" and node.level == 2)


@cache
def page(name: str, lang: str = DEFAULT) -> Topic:
    """Give the page of a topic in a language. Raises UnknownNameError for a topic that is not there."""
    if name not in TOPICS:
        raise UnknownNameError(f"The manual has no topic {name!r}.", f"Its topics are: {', '.join(TOPICS)}.")
    folder = files("webapp") / "manual"
    place = (folder if lang == DEFAULT else folder / lang) / f"{name}.md"
    title, *nodes = parsed(place.read_text("utf-8"))
    return Topic(name, title.plain, nodes[0].plain, tuple(nodes))


def contents(lang: str = DEFAULT) -> list[Topic]:
    """Give the pages of all topics, in the order of the contents."""
    return [page(name, lang) for name in TOPICS]


def asked(typed: str) -> str:
    """Give the topic that a user of the command names. Raises WrongUseError for one that is not there."""
    if typed.lower() in TOPICS:
        return typed.lower()
    from difflib import get_close_matches

    near = get_close_matches(typed.lower(), TOPICS, n=1)
    hint = f"Did you mean `trials help {near[0]}`? " if near else ""
    raise WrongUseError(f"The manual has no topic {typed!r}.", f"{hint}Its topics are: {', '.join(TOPICS)}.")
