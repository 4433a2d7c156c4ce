"""What a node of Sphinx 2.2 or Manticore is to be told: its two tables and where it listens."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cluster.address import ClusterNode
from indexer.cluster.documents import ONE_VALUED, SEVERAL_VALUED

AGENT_PORT = 6
"""Nodes ask each other on the port so many above that of the queries: 9312 for 9306, as is usual."""

_CONNECT_MILLISECONDS, _ANSWER_MILLISECONDS = 1_000, 5_000
"""After how long a node goes on without another one: ten times what the widest query took."""


def node_configuration(nodes: Sequence[ClusterNode], own: int, folder: str) -> str:
    """Give the configuration of the node of this number, which keeps its files in ``folder``."""
    node = nodes[own]
    attributes = "".join(f"    rt_attr_uint = {name}\n" for name in ("turn", *ONE_VALUED, "date"))
    attributes += "    rt_attr_bigint = version\n"
    attributes += "".join(f"    rt_attr_multi = {name}\n" for name in SEVERAL_VALUED)
    agents = "".join(f"    agent = {other.host}:{other.port + AGENT_PORT}:turns\n"
                     for other in nodes if other != node)
    return f"""index turns
{{
    type = rt
    path = {folder}/turns
    dict = keywords
    rt_mem_limit = 256M
    rt_field = words
{attributes}}}

index trials
{{
    type = distributed
    local = turns
{agents}    agent_connect_timeout = {_CONNECT_MILLISECONDS}
    agent_query_timeout = {_ANSWER_MILLISECONDS}
}}

searchd
{{
    listen = {node.host}:{node.port}:mysql41
    listen = {node.host}:{node.port + AGENT_PORT}
    log = {folder}/searchd.log
    pid_file = {folder}/searchd.pid
    binlog_path = {folder}
    max_packet_size = 128M
    max_filter_values = 4096
}}
"""
