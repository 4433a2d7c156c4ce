"""The address of a cluster, as it is given to the command."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from corpus.errors import WrongUseError
from corpus.limits import MAX_CLUSTER_NODES

SCHEME = "mysql"
PORT = 9306
"""The port on which Manticore and Sphinx speak the protocol of MySQL."""

_FORM = "It is written mysql://host:port, with a comma between the nodes: mysql://one:9306,two:9306."


@dataclass(frozen=True, slots=True)
class ClusterNode:
    """A machine of the cluster."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """The nodes of a cluster in their order, each with one part of the texts, and who asks them.

    Neither ``str`` nor ``repr`` gives the name or the password.
    """

    nodes: tuple[ClusterNode, ...]
    user: str = ""
    password: str = ""

    def __str__(self) -> str:
        return f"{SCHEME}://{','.join(map(str, self.nodes))}"

    __repr__ = __str__

    @classmethod
    def parse(cls, text: str) -> ClusterAddress:
        """Read an address. Raises WrongUseError, whose message does not repeat what may be a password."""
        scheme, found, rest = text.partition("://")
        who, _, hosts = rest.rstrip("/").rpartition("@")
        if scheme != SCHEME or not found or not hosts:
            raise WrongUseError("This is no address of a cluster.", _FORM)
        nodes = tuple(_node(one) for one in hosts.split(","))
        if len(set(nodes)) < len(nodes) or len(nodes) > MAX_CLUSTER_NODES:
            raise WrongUseError(f"A cluster has up to {MAX_CLUSTER_NODES} nodes, each named once.", _FORM)
        user, _, password = who.partition(":")
        return cls(nodes, unquote(user), unquote(password))


def _node(text: str) -> ClusterNode:
    try:
        found = urlsplit(f"//{text}")
        host, port = found.hostname, found.port
    except ValueError:
        host = port = None
    if not host or found.path or found.query or found.fragment:
        raise WrongUseError("The address of the cluster names a node that is none.", _FORM)
    return ClusterNode(host, port or PORT)
