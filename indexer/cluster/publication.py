"""What was published: which generation, which texts in which version on which node. Kept in ``index/published.json``.

The last publication and the one before it are kept, as generations are: who still answers from the one before finds
its documents and its seals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.storage.home import Home, write_atomically
from indexer.cluster.marks import content_mark

KEPT = 2
"""Publications that are kept: the one in use and the one before."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A generation on a cluster.

    ``state`` is that of the index, ``nodes`` are addresses without credentials, ``texts`` gives version and number of
    the node for each text. ``number`` is on the seal of each node.
    """

    state: str
    nodes: tuple[str, ...]
    texts: Mapping[str, tuple[int, int]]

    @property
    def number(self) -> int:
        """A number that follows from texts and nodes."""
        return content_mark(json.dumps([self.nodes, sorted(self.texts.items())]).encode())


def publications(home: Home) -> tuple[Publication, ...]:
    """Give what was published, the last first; nothing where the file is absent or is not what is written here."""
    try:
        rows = json.loads(_file(home).read_text("utf-8"))
        return tuple(
            Publication(row["state"], tuple(row["nodes"]), {name: (int(version), int(node))
                                                            for name, (version, node) in row["texts"].items()})
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def published_mark(home: Home) -> str:
    """Give what changes with every publication; empty where there was none."""
    try:
        return str(_file(home).stat().st_mtime_ns)
    except OSError:
        return ""


def keep(home: Home, publication: Publication) -> tuple[Publication, ...]:
    """Make a publication the one in use, in one step; give those that are kept. The caller holds the home's lock."""
    before = [one for one in publications(home) if one.number != publication.number]
    kept = (publication, *before)[:KEPT]
    rows = json.dumps([asdict(one) for one in kept], ensure_ascii=False, separators=(",", ":"))
    write_atomically(_file(home), rows)
    return kept


def _file(home: Home) -> Path:
    return home.index / "published.json"
