"""``trials renderings``: how a word or phrase is rendered in the other language."""

from __future__ import annotations

import csv
import sys
from dataclasses import asdict

import click

from corpus.language.script import is_cyrillic
from indexer.generation.index import open_index
from webapp.cli import home_of
from webapp.commands.output import count, put, put_json, say


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--lang", type=click.Choice(["en", "ru"]), help="Language of the renderings; without it, the other one.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def renderings(ctx: click.Context, query: tuple[str, ...], lang: str | None, as_csv: bool, as_json: bool) -> None:
    """List the words that answer QUERY in the other language, counted over the paired turns, the surest first.

    Looked at are the sentences that belong to those with QUERY. Not every word listed is a translation of it.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    text = " ".join(query)
    into = lang or ("en" if is_cyrillic(text, one_letter=True) else "ru")
    with open_index(home_of(ctx)) as index:
        found = index.renderings(text, into)
    if as_json:
        put_json({"query": text, "lang": into, "renderings": [asdict(one) for one in found]})
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(["forms", "turns", "of", "dice", "likelihood", "ref"])
        for one in found:
            shares = f"{one.dice:.3f}", f"{one.likelihood:.1f}"
            writer.writerow([" / ".join(one.forms), one.turns, one.of, *shares, one.ref])
    else:
        say(f"{count(found[0].of, 'paired turn')} with it" if found else "no paired turn with it, or nothing is sure")
        for one in found:
            put(f"{one.turns:6,}  {one.dice:.2f}  {', '.join(one.forms[:8])}  ({one.ref})")
