"""``trials publish``."""

from __future__ import annotations

import click

from indexer.cluster.environment import ADDRESS
from webapp.cli import home_of
from webapp.commands.options import Number
from webapp.commands.output import count, progress, put, put_json, say


@click.command()
@click.option("--cluster", envvar=ADDRESS, required=True, metavar="URL",
              help="Nodes that share the texts: mysql://host:port[,host:port…].")
@click.option("--configuration", type=Number(1), metavar="NUMBER",
              help="Print the configuration of the node of this number, and publish nothing.")
@click.option("--folder", default="/var/lib/manticore", show_default=True, help="Where that node keeps its files.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def publish(ctx: click.Context, cluster: str, configuration: int | None, folder: str, as_json: bool) -> None:
    """Bring the index to a search cluster, which `search` and `serve` then answer from with --cluster.

    Only texts that the nodes have not whole are sent, so a run that was stopped goes on. Searches change over to the
    new state when all is there.
    """
    from dataclasses import asdict

    from indexer.cluster.address import ClusterAddress
    from indexer.cluster.configuration import node_configuration
    from indexer.cluster.opening import Cluster

    address = ClusterAddress.parse(cluster)
    if configuration:
        if configuration > len(address.nodes):
            raise click.UsageError(f"The cluster has {count(len(address.nodes), 'node')}.")
        put(node_configuration(address.nodes, configuration - 1, folder))
        return
    with progress("publish") as step:
        report = Cluster(address).publish(home_of(ctx), step)
    if as_json:
        put_json(asdict(report))
        return
    say(f"published {count(report.texts, 'text')}, {count(report.turns, 'turn')} in {report.seconds:.1f} s; "
        f"sent {count(report.sent_texts, 'text')}, {count(report.sent, 'turn')}; "
        f"removed {count(report.dropped, 'older text')}")
    for node, turns in report.spread.items():
        put(f"{node}  {count(turns, 'turn')}")
