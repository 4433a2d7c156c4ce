"""``trials fetch``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from corpus.errors import PartialError, WrongUseError
from corpus.storage.own_catalogue import catalogue_of
from webapp.cli import home_of
from webapp.commands.building import catch_up
from webapp.commands.output import count, progress, say
from webapp.wording.notes import in_words

if TYPE_CHECKING:
    from corpus.acquisition.fetching import Fetched
    from corpus.acquisition.paging import PagedCarrier
    from corpus.catalogue.catalogue import Catalogue
    from corpus.storage.home import Home


MOST_GONE = 20
"""Files that their site no longer has, of which each is named."""

_WITHOUT_TEXT = {"locked": ", as the site asks for a password", "empty": ""}


@click.command()
@click.argument("names", nargs=-1, metavar="[EDITION|ARCHIVE|ADDRESS]...")
@click.option("--all", "everything", is_flag=True, help="All that the catalogue marks as fetchable (the default).")
@click.option("--edition", help="The edition that the pages at ADDRESS are.")
@click.option("--mirror", help="Take the same files from this folder laid out host/path, or from this address.")
@click.option("--again", is_flag=True, help="Ask again for files that are here; changes are reported.")
@click.option("--no-ingest", is_flag=True, help="Keep the files; read them later with `trials ingest`.")
@click.option("--no-index", is_flag=True, help="Do not build the index.")
@click.pass_context
def fetch(
    ctx: click.Context, names: tuple[str, ...], everything: bool, edition: str | None, mirror: str | None, again: bool,
    no_ingest: bool, no_index: bool,
) -> None:
    """Bring public texts (all fetchable ones if none is named), read and index them.

    An EDITION is one of the catalogue. An ARCHIVE, as showtrials, is brought with all its documents. An ADDRESS is a
    page, numbered pages (https://example.org/page-{1}.html: from page 1 on, until one is missing or repeats; {1..36}:
    these), or an item of archive.org; --edition says what it is.
    """
    from corpus.acquisition.addresses import addresses_of, fetch_address
    from corpus.acquisition.archives import fetch_archive
    from corpus.acquisition.fetching import Fetched, fetch
    from corpus.acquisition.wishes import wishes

    home = home_of(ctx)
    catalogue = catalogue_of(home)
    addresses = [name for name in dict.fromkeys(names) if "://" in name]
    archives = [catalogue.archives[name] for name in dict.fromkeys(names) if name in catalogue.archives]
    wanted = tuple(name for name in names if name not in (*addresses, *catalogue.archives))
    _check_edition(addresses, edition)
    wishes(catalogue, wanted)
    carrier = _carrier(catalogue, addresses, mirror)
    places = [(address, edition or "") for address in addresses]
    with home.lock(), progress("fetch") as step:
        result = Fetched()
        if everything or wanted or not (archives or addresses):
            editions = () if everything else wanted
            result = fetch(home, catalogue, editions, carrier, step, again=again)
            places += [(source.url, source.edition or "") for source in addresses_of(catalogue, editions)]
        for archive in archives:
            result = result.and_then(fetch_archive(home, catalogue, archive, carrier, step, again=again))
        for address, name in places:
            result = result.and_then(fetch_address(home, catalogue, address, name, carrier, step, again=again))
    _tell(result)
    _catch_up(home, result, ingest=not no_ingest, index=not no_index)


def _catch_up(home: Home, result: Fetched, *, ingest: bool, index: bool) -> None:
    """Read and index what came. Raises PartialError where not all of it did."""
    if result.kept or result.changed or result.unchanged:
        texts = {file.edition or file.document for file in (*result.kept, *result.changed)}
        catch_up(home, texts, ingest=ingest, index=index)
    if result.missing and not (result.kept or result.changed or result.unchanged):
        raise PartialError("Nothing could be had.", "The reasons stand above; then run the same command again.")
    if result.missing:
        raise PartialError(f"{count(len(result.missing), 'listed page')} could not be had.",
                           "The rest is here. Run the same command again later; it asks only for what is missing.")


def _check_edition(addresses: Sequence[str], edition: str | None) -> None:
    """Raise WrongUseError for an address without an edition, and for an edition without an address."""
    if addresses and edition is None:
        raise WrongUseError(f"What {addresses[0]} holds is not said.",
                            "Say with --edition which edition it is; `trials sources` lists those of the catalogue.")
    if edition is not None and not addresses:
        raise WrongUseError("--edition says what an address holds, and there is no address.",
                            f"To bring an edition that the catalogue has addresses of: trials fetch {edition}")


def _carrier(catalogue: Catalogue, addresses: Sequence[str], mirror: str | None) -> PagedCarrier:
    from corpus.acquisition.addresses import ARCHIVE_HOSTS
    from corpus.acquisition.carriers import FolderCarrier, WebCarrier
    from corpus.acquisition.wishes import hosts_of

    if mirror and not mirror.startswith(("http://", "https://")):
        return FolderCarrier(Path(mirror))
    named = {host for address in addresses if (host := urlsplit(address).hostname)}
    return WebCarrier(mirror, hosts={*hosts_of(catalogue), *named, *ARCHIVE_HOSTS})


def _tell(result: Fetched) -> None:
    say(f"fetched {count(len(result.kept), 'file')}, {len(result.changed)} changed, "
        f"{len(result.unchanged)} already here, {len(result.missing)} not to be had")
    for url, reason in result.missing:
        say(f"  missing: {url}: {in_words(reason)}")
    for file in result.changed:
        say(f"  changed since it was first fetched: {file.name}")
    for url, why in result.textless:
        say(f"  without text{_WITHOUT_TEXT[why]}: {url}")
    for file in result.gone[:MOST_GONE]:
        say(f"  no longer on the site, and kept here: {file.url or file.name}")
    if len(result.gone) > MOST_GONE:
        say(f"  … and {len(result.gone) - MOST_GONE} more are no longer there, and kept here")
