"""Opening an index that answers from a cluster, and bringing one there."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import UnavailableError, WrongUseError
from corpus.storage.home import Home
from indexer.cluster.address import ClusterAddress
from indexer.cluster.environment import NODE_DOWN, REFUSE, TELL
from indexer.cluster.executor import ClusterExecutor
from indexer.cluster.publication import publications
from indexer.cluster.publishing import Progress, PublishReport, publish
from indexer.cluster.sphinx import nodes_of
from indexer.generation.index import Index, open_index


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster to be asked. ``strict`` refuses an answer that is without texts of a node that does not answer."""

    address: ClusterAddress
    strict: bool = False

    @classmethod
    def of(cls, address: str, node_down: str | None = None) -> Cluster:
        """Give the cluster of an address; ``node_down`` is TELL, which is usual, or REFUSE. Raises WrongUseError."""
        if node_down not in (None, "", TELL, REFUSE):
            raise WrongUseError(f"{NODE_DOWN} is {TELL} or {REFUSE}.")
        return cls(ClusterAddress.parse(address), strict=node_down == REFUSE)

    def open_index(self, home: Home) -> Index:
        """Open the current generation, whose searches the cluster answers; nothing is asked of it yet.

        Raises what :func:`indexer.generation.index.open_index` does, and UnavailableError where the generation was not
        published there.
        """
        index = open_index(home)
        nodes = nodes_of(self.address)
        wanted = tuple(map(str, nodes))
        held = next((one for one in publications(home) if one.state == index.state and one.nodes == wanted), None)
        if held is None:
            index.close()
            raise UnavailableError(
                "The index of this home was not brought to this cluster as it is now.",
                f"Run `trials publish --cluster {self.address}`.")
        index.answer_by(ClusterExecutor(index.searcher, nodes, held, strict=self.strict))
        return index

    def publish(self, home: Home, progress: Progress | None = None) -> PublishReport:
        """Bring the current generation to the cluster. Raises LockedError, UnavailableError, IndexMissingError."""
        nodes = nodes_of(self.address)
        try:
            with home.lock(), open_index(home) as index:
                return publish(home, index, nodes, progress)
        finally:
            for node in nodes:
                node.close()
