"""The cluster that a command asks, as its options name it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from indexer.cluster.environment import ADDRESS, NODE_DOWN, REFUSE, TELL

if TYPE_CHECKING:
    from indexer.cluster.opening import Cluster

C = TypeVar("C", bound=Callable[..., Any])


def cluster_options(command: C) -> C:
    """Give a command the options that name a cluster: ``cluster`` and ``node_down``."""
    command = click.option(
        "--node-down", type=click.Choice([TELL, REFUSE]), default=TELL, show_default=True, envvar=NODE_DOWN,
        help="Where a node does not answer: tell which texts are missing, or refuse.")(command)
    return click.option("--cluster", envvar=ADDRESS, metavar="URL",
                        help="Answer from this cluster: mysql://host:port[,host:port…].")(command)


def cluster_of(address: str | None, node_down: str | None) -> Cluster | None:
    """Give the cluster of an address, None where there is none; nothing is loaded then. Raises WrongUseError."""
    if not address:
        return None
    from indexer.cluster.opening import Cluster

    return Cluster.of(address, node_down)
