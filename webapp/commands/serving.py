"""``trials serve`` and ``trials demo``."""

from __future__ import annotations

import errno
import shlex
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import WrongUseError
from corpus.model.turns import TextKind
from corpus.storage.home import Home, default_path
from corpus.storage.own_catalogue import catalogue_of
from webapp.cli import home_of
from webapp.commands.building import rebuild
from webapp.commands.cluster_option import cluster_of, cluster_options
from webapp.commands.options import Number, address
from webapp.commands.output import marked, place_words, put, say
from webapp.server.site_names import SITE_NAMES

if TYPE_CHECKING:
    from indexer.cluster.opening import Cluster

SPECIMEN = "specimen"

_KINDS: dict[str, TextKind] = {"essay": "citing", "letter-ru": "cited"}
"""What the specimen's documents are."""

_TITLES = {"letter-ru": "Протокол опроса лоцмана П. Корвина"}
"""Titles of those whose file begins with the notice that they are invented."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=Number(0, 65535), default=8080, show_default=True, help="0 picks a free one.")
@click.option("--threads", type=Number(1, 64), default=4, show_default=True, help="Answers at a time.")
@click.option("--base-url", callback=address, help="Address under which others reach it, for permanent links.")
@cluster_options
@click.pass_context
def serve(
    ctx: click.Context, host: str, port: int, threads: int, base_url: str | None, cluster: str | None, node_down: str
) -> None:
    """Serve the web app until stopped with Ctrl-C."""
    run(home_of(ctx), host, port, threads, base_url, cluster_of(cluster, node_down))


def run(
    home: Home, host: str, port: int, threads: int = 4, base_url: str | None = None, cluster: Cluster | None = None
) -> None:
    """Serve a home, with searches answered by a cluster where there is one. Prints the address once it listens."""
    from webapp.app import create_app
    from webapp.server.connections import listening, port_of
    from webapp.server.garbage import settle

    if cluster:
        # An index that was not published is said here, not to every reader.
        cluster.open_index(home).close()
    app = create_app(home, base_url=base_url, hosts=(host,), cluster=cluster)
    try:
        server = listening(app, host, port, threads)
    except (OSError, ValueError) as error:  # waitress has ValueError for a name that stands for no number
        raise _refused(host, port, error) from error
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    put(f"http://{shown}:{port_of(server)}/")
    say("Serving; stop with Ctrl-C.")
    settle()
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        say("Stopped.")
    finally:
        server.close()


def _refused(host: str, port: int, error: Exception) -> WrongUseError:
    """Give why a server cannot listen, with what to do."""
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return WrongUseError(f"Port {port} on {host} is in use by another program.", "--port 0 picks a free one.")
        case errno.EACCES:
            return WrongUseError(f"Port {port} may not be used without more rights.", "Take one from 1024 up.")
        case _:
            return WrongUseError(f"{host} is no address of this computer.",
                                 "127.0.0.1 is for this computer alone, 0.0.0.0 for all that reach it.")


@click.command()
@click.option("--serve/--no-serve", "serving", default=True, help="Serve the specimen after the example.")
@click.pass_context
def demo(ctx: click.Context, serving: bool) -> None:
    """Build the bundled specimen in a home of its own, answer an example search, and serve it."""
    given: Path | None = ctx.obj
    own = default_path()
    home = specimen_home(given or own.with_name(f"{own.name}-specimen"))
    _example(home)
    say("This is a specimen: an invented inquiry written for this program, about invented people.")
    say(f"Search it yourself: trials --home {shlex.quote(str(home.path))} search WORDS")
    say("The real texts come with one command: trials fetch en-1936 en-1938")
    if serving:
        run(home, "127.0.0.1", 0)


def specimen_home(path: Path) -> Home:
    """Make or refresh a home that holds the specimen. Raises WrongUseError where it holds other texts."""
    from corpus.acquisition import adding
    from corpus.acquisition.particulars import Wanted

    existing = Home.open(path)
    if (path / "home.json").exists() and existing.catalogue != SPECIMEN:
        raise WrongUseError(f"The home {path} holds other texts.", "The specimen needs a home of its own.")
    home = Home(path, SPECIMEN).create()
    catalogue = catalogue_of(home)
    folder = resources.files("corpus").joinpath("data/specimen/files")
    with home.lock(), resources.as_file(folder) as files:
        for name in sorted(catalogue.editions):
            found = sorted(p for p in files.iterdir() if p.stem == name)
            adding.add(home, catalogue, found, Wanted(edition=name, reserved=SITE_NAMES))
        for other in sorted(p for p in files.iterdir() if p.stem not in catalogue.editions):
            wanted = Wanted(document=other.stem, kind=_KINDS.get(other.stem), title=_TITLES.get(other.stem),
                            reserved=SITE_NAMES)
            adding.add(home, catalogue, [other], wanted)
    rebuild(home)
    return home


def _example(home: Home) -> None:
    """Print one example search: the passage, who says it, the page, the counterpart, a citation."""
    from corpus.citation.styles import cite
    from indexer.generation.index import open_index
    from indexer.results import Request

    query = resources.files("corpus").joinpath("data/specimen/example.txt").read_text("utf-8").strip()
    index = open_index(home)
    result = index.search(Request(query, {"edition": ("en-specimen",)}, limit=1))
    put(f"$ trials search '{query}' --edition en-specimen")
    for hit in result.hits:
        put(f"{hit.turn.ref}  {place_words(hit.turn, ((hit.start, hit.end),))}\n    {marked(hit)}")
        for _, turns in index.counterparts(hit.turn.ref):
            for turn in turns:
                put(f"counterpart: {turn.ref}  {place_words(turn)}\n    {turn.text}")
        made = cite(hit.turn, index.text(hit.turn.text_id), catalogue_of(home), "chicago",
                    spans=((hit.start, hit.end),))
        put(f"citation: {made.plain}\n")
    index.close()
