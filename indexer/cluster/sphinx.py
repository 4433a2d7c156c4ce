"""Nodes that speak the query language of Sphinx and Manticore over the protocol of MySQL.

On each node stand two tables, as :mod:`indexer.cluster.configuration` writes them: ``turns`` with the documents of this
node, and ``trials``, which asks the ``turns`` of all nodes at once. The identifier of a document is the number of its
text and that of the turn in it. One document of each node is no turn but the seal of a publication, with the number of
the node, and every query asks for it too: a node whose seal is not in an answer has not answered. The language is
described at https://manual.manticoresearch.com/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UnavailableError, WrongUseError
from corpus.limits import (
    CLUSTER_CONNECT_SECONDS,
    CLUSTER_SECONDS,
    MAX_CLUSTER_BATCH,
    MAX_CLUSTER_BATCH_BYTES,
    MAX_CLUSTER_TURNS,
)
from indexer.cluster.address import ClusterAddress, ClusterNode
from indexer.cluster.documents import ATTRIBUTES, ONE_VALUED, SEVERAL_VALUED, TurnDocument
from indexer.cluster.marks import TURN_BITS, seal_mark

if TYPE_CHECKING:
    from pymysql.connections import Connection

Conditions = Mapping[str, Sequence[int]]
"""Attributes, each with the values of which one must hold."""

_COLUMNS = ("id", "words", "turn", "version", *ATTRIBUTES)
_ROW_BYTES = 200
"""What a row takes beside its words, about."""


def identifier(version: int, number: int) -> int:
    """Give the identifier of a document: number of the text, then of the turn."""
    return version << TURN_BITS | number


class SphinxNode:
    """One node. Each call raises UnavailableError where the node does not answer as it should."""

    def __init__(self, node: ClusterNode, address: ClusterAddress) -> None:
        self._node, self._address = node, address
        self._idle: list[Connection[Any]] = []
        self._lock = Lock()

    def __str__(self) -> str:
        return str(self._node)

    def texts(self) -> dict[int, int]:
        """Count the turns of each version of a text that the node has."""
        rows = self._asked("SELECT version, COUNT(*) AS held FROM turns WHERE turn>0 GROUP BY version "
                           "LIMIT 0,1000000 OPTION max_matches=1000000")
        return {int(version): int(held) for version, held in rows}

    def seals(self) -> set[int]:
        """Give the publications whose seal the node has."""
        rows = self._asked("SELECT version FROM turns WHERE turn=0 LIMIT 0,1000 OPTION max_matches=1000")
        return {int(version) for (version,) in rows}

    def seal(self, publication: int, number: int) -> None:
        """Set the seal of a publication on the node of this number: all that it has there is there."""
        self._insert([(identifier(publication, number), seal_mark(publication), 0, publication, *_no_values())])

    def put(self, version: int, documents: Iterable[TurnDocument]) -> Iterator[int]:
        """Send the documents of a version of a text; gives how many went, after each batch."""
        rows: list[tuple[Any, ...]] = []
        size = 0
        for document in documents:
            row = (identifier(version, document.number), document.words, document.number, version, *document.values)
            if rows and (len(rows) == MAX_CLUSTER_BATCH or size + len(document.words) > MAX_CLUSTER_BATCH_BYTES):
                self._insert(rows)
                yield len(rows)
                rows, size = [], 0
            rows.append(row)
            size += len(document.words) + _ROW_BYTES
        if rows:
            self._insert(rows)
            yield len(rows)

    def drop(self, version: int) -> None:
        """Remove all documents of a version of a text, or the seal of a publication."""
        self._asked("DELETE FROM turns WHERE version=%s", version)

    def found(self, match: str, conditions: Conditions, publication: int) -> NDArray[np.int64]:
        """Ask all nodes through this one; give the identifiers of the documents found, seals included, rising.

        ``match`` is empty where only the seals are asked for.
        """
        seal = seal_mark(publication)
        values = [value for wanted in conditions.values() for value in wanted]
        held = " AND ".join(f"IN({name},{','.join(['%s'] * len(wanted))})" for name, wanted in conditions.items())
        # Names of attributes are ours; everything else goes as a parameter.
        rows = self._asked(
            f"SELECT id{f', turn=0 OR ({held}) AS held' if held else ''} FROM trials WHERE MATCH(%s)"  # noqa: S608
            f"{' AND held=1' if held else ''} ORDER BY id ASC LIMIT 0,{MOST} OPTION max_matches={MOST}, ranker=none",
            *values, f"({match})|{seal}" if match else seal)
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            _let_go(connection)

    def _insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        row = f"({','.join(['%s'] * len(_COLUMNS))})"
        # Once more is no harm: a node may have taken what it could not say that it has.
        self._asked(f"REPLACE INTO turns ({','.join(_COLUMNS)}) VALUES {','.join([row] * len(rows))}",  # noqa: S608
                    *(value for values in rows for value in values))

    def _asked(self, statement: str, *values: object) -> tuple[tuple[Any, ...], ...]:
        """Run a statement on a connection that is idle, else on a new one; one that fails is not used again.

        A connection that was idle may have been closed by a node that was started again, so a new one is tried then.
        """
        refused = _library().err.MySQLError
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        for was_idle in (True, False) if connection else (False,):
            try:
                connection = connection or self._connected()
                with connection.cursor() as cursor:
                    cursor.execute(statement, values)
                    rows = tuple(cursor.fetchall())
                with self._lock:
                    self._idle.append(connection)
                return rows
            except (refused, OSError, ValueError) as error:
                if connection is not None:
                    _let_go(connection)
                connection = None
                if not was_idle:
                    raise UnavailableError(
                        f"The node {self} of the cluster does not answer: {_cause(error)}.",
                        "Start it again; `trials publish` brings back what it lacks.",
                    ) from error
        raise AssertionError("a new connection either answers or fails")

    def _connected(self) -> Connection[Any]:
        return _library().connect(
            host=self._node.host, port=self._node.port, user=self._address.user, password=self._address.password,
            charset="utf8", autocommit=None, connect_timeout=CLUSTER_CONNECT_SECONDS, read_timeout=CLUSTER_SECONDS,
            write_timeout=CLUSTER_SECONDS)


def _library() -> Any:
    """Give the library that speaks with nodes. Raises WrongUseError where it is not installed."""
    try:
        import pymysql
    except ImportError as error:
        raise WrongUseError("PyMySQL is needed to ask a cluster and is not installed.",
                            "Install it: pip install 'trial-transcripts[cluster]'.") from error
    return pymysql


MOST = MAX_CLUSTER_TURNS + 1_000
"""Documents given to a query: seals and what is found beside them, and room for the publication before."""


def nodes_of(address: ClusterAddress) -> tuple[SphinxNode, ...]:
    """Give the nodes of a cluster, in their order."""
    return tuple(SphinxNode(node, address) for node in address.nodes)


def _no_values() -> tuple[int | tuple[int, ...], ...]:
    return (*(0 for _ in ONE_VALUED), 0, *(() for _ in SEVERAL_VALUED))


def _cause(error: Exception) -> str:
    """Give what a failure says, without the statement and without what a password may be in."""
    said = str(error.args[-1] if error.args else error) or type(error).__name__
    return said.split("\n")[0][:200].rstrip(".")


def _let_go(connection: Connection[Any]) -> None:
    with suppress(Exception):
        connection.close()
