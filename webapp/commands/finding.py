"""``trials search``, ``show`` and ``cite``."""

from __future__ import annotations

import csv
import sys
from typing import Any, cast

import click

from corpus.catalogue import Catalogue, load
from corpus.errors import QueryError, UnknownNameError
from corpus.home import Home
from corpus.limits import MAX_ROWS
from corpus.people import persons_named
from indexer.reader import Index, open_index
from indexer.results import Request, Result, Sort, hit_json, result_json, turn_json
from webapp.cli import home_of
from webapp.commands.output import count, marked, page_words, place_words, put, put_json, say

_SORTS = ("record", "relevance", "date", "node", "left", "right", "speaker", "page")
_COLUMNS = ("ref", "edition", "document", "trial", "lang", "kind", "sitting", "section", "speaker", "label", "role")


@click.command()
@click.argument("query")
@click.option("--trial", multiple=True, help="Only this trial: 1936, 1937, 1938.")
@click.option("--edition", multiple=True, help="Only this edition, as `trials sources` lists them.")
@click.option("--document", multiple=True, help="Only this cited or citing document.")
@click.option("--lang", multiple=True, help="Only this language: en, ru.")
@click.option("--speaker", multiple=True, help="Only words said by this person, any spelling, either alphabet.")
@click.option("--role", multiple=True, help="Only words said in this role: defendant, prosecutor, president …")
@click.option("--sitting", multiple=True, help="Only this sitting: 1936-08-19-morning.")
@click.option("--page", multiple=True, help="Only this page, as printed.")
@click.option("--kind", multiple=True, type=click.Choice(["transcript", "cited", "citing"]), help="Only such texts.")
@click.option("--view", type=click.Choice(["passages", "kwic"]), default="passages", help="How to show the hits.")
@click.option("--sort", type=click.Choice(_SORTS), help="Order; by default that of the record within one trial.")
@click.option("--limit", type=click.IntRange(0, MAX_ROWS), default=20, show_default=True, help="Hits shown.")
@click.option("--everywhere", is_flag=True, help="Also search contents pages and indexes of books.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@click.pass_context
def search(
    ctx: click.Context, /, query: str, view: str, sort: str | None, limit: int, everywhere: bool, as_json: bool,
    as_csv: bool, **filters: tuple[str, ...],
) -> None:
    """Search. WORDS match all their forms, "a phrase" exactly; -word excludes, OR chooses, word* completes.

    QUERY - reads one query a line from standard input and prints one JSON object a line.
    """
    home = home_of(ctx)
    index = open_index(home)
    wanted = _filters(home, index, filters)

    def ask(text: str) -> Result:
        request = Request(text, wanted, cast("Sort | None", sort), limit, regions=everywhere)
        return index.search(request)

    if query == "-":
        for line in sys.stdin:
            text = line.rstrip("\r\n")
            try:
                put_json(result_json(ask(text)), line=True)
            except QueryError as error:
                put_json({"query": text, "error": str(error)}, line=True)
        return
    result = ask(query)
    if as_json:
        put_json(result_json(result))
    elif as_csv:
        _csv(result)
    elif view == "kwic":
        _kwic(index, Request(query, wanted, cast("Sort | None", sort), limit, regions=everywhere), result)
    else:
        _plain(result)


def _filters(home: Home, index: Index, given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Check the filters' values: an unknown name is an error, not an empty answer."""
    catalogue = load(home.catalogue)
    wanted = {name: values for name, values in given.items() if values}
    for value in wanted.get("trial", ()):
        catalogue.trial(value)
    for name in ("edition", "document"):
        for value in wanted.get(name, ()):
            _held(index, catalogue, value)
    if "speaker" in wanted:
        wanted["speaker"] = tuple(p for typed in wanted["speaker"] for p in persons_named(catalogue, typed))
    return wanted


def _held(index: Index, catalogue: Catalogue, name: str) -> None:
    if any(info.id == name for info in index.texts):
        return
    if name in catalogue.editions:
        raise UnknownNameError(f"{name} is in the catalogue, but its text is not held here.",
                               f"Bring it with `trials fetch {name}` or `trials add FILE --edition {name}`.")
    held = ", ".join(info.id for info in index.texts)
    raise UnknownNameError(f"No edition or document is called {name!r}.", f"Held are: {held}.")


def _summary(result: Result) -> str:
    searched = ", ".join(info.id for info in result.searched) or "nothing: no text fits the filters"
    found = f"{count(result.hits_total, 'occurrence')} in {count(result.passages_total, 'passage')}"
    return f"searched for: {result.reading}\n{found}; searched: {searched}"


def _plain(result: Result) -> None:
    say(_summary(result))
    for repair in result.repairs:
        say(f"note: {repair}")
    for number, hit in enumerate(result.hits, 1):
        put(f"{number}. {hit.turn.ref}  {place_words(hit.turn, spoken=hit.spoken)}")
        put(f"   {marked(hit)}\n")
    if not result.hits_total:
        if result.missing:
            say(f"without any hit: {', '.join(result.missing)}")
    elif len(result.hits) < result.passages_total:
        say(f"shown: {len(result.hits)} of {count(result.passages_total, 'passage')} (--limit shows more)")


def _kwic(index: Index, request: Request, result: Result) -> None:
    say(_summary(result))
    for line in index.concordance(request, 60).lines:
        put(f"{line.ref:<34} {line.left[-50:]:>50}  {line.node}  {line.right[:50]}")


def _csv(result: Result) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*_COLUMNS, "page", "page_basis", "text", "matches", "link"])
    infos = {info.id: info for info in result.searched}
    for hit in result.hits:
        row: dict[str, Any] = hit_json(hit, infos[hit.turn.text_id])
        matches = " ".join(f"{start}-{end}" for start, end in row["matches"])
        page = row["page"]
        where = [page["label"] or "", page["basis"]]
        writer.writerow([*(row.get(c) or "" for c in _COLUMNS), *where, row["text"], matches, row["link"]])


@click.command()
@click.argument("ref")
@click.option("--with", "lang", help="Show the counterpart in this language too: en, ru.")
@click.option("--context", "around", type=click.IntRange(0, 50), default=0, help="Turns before and after.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def show(ctx: click.Context, ref: str, lang: str | None, around: int, as_json: bool) -> None:
    """Show the passage REF in its place: `trials show en-1936/1936-08-19-morning/0042`."""
    index = open_index(home_of(ctx))
    name, _, mark = ref.strip().lstrip("/").partition("?h=")
    found = index.find(name, mark or None)
    turn = found.turn
    before, after = index.around(turn.ref, around)
    others = [t for _, turns in index.counterparts(turn.ref) for t in turns if lang in (None, t.lang)]
    if as_json:
        data = turn_json(turn, index.text(turn.text_id))
        data["counterparts"] = [turn_json(t, index.text(t.text_id)) for t in others]
        data["before"] = [turn_json(t, index.text(t.text_id)) for t in before]
        data["after"] = [turn_json(t, index.text(t.text_id)) for t in after]
        put_json(data)
        return
    if found.changed:
        say("note: the text has changed since this link was made")
    for one in (*before, turn, *after):
        put(f"{one.ref}  {place_words(one)}")
        put("".join(f"    {line}\n" for line in one.text.split("\n")))
    for other in others if lang else ():
        put(f"= {other.ref}  {place_words(other)}")
        put("".join(f"    {line}\n" for line in other.text.split("\n")))
    if lang and not others:
        say(f"no counterpart in {lang!r} is held")


@click.command()
@click.argument("ref")
@click.option("--style", default="chicago", show_default=True, help="chicago, gost, bibtex, csl-json, text …")
@click.option("--base-url", help="Address of your installation, for the permanent link.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def cite(ctx: click.Context, ref: str, style: str, base_url: str | None, as_json: bool) -> None:
    """Give a citation of the passage REF, ready to paste."""
    from datetime import datetime

    from corpus.cite import cite as make

    home = home_of(ctx)
    index = open_index(home)
    turn = index.turn(ref.strip().lstrip("/").partition("?")[0])
    today = datetime.now().astimezone().date()
    made = make(turn, index.text(turn.text_id), load(home.catalogue), style, base_url=base_url, accessed=today)
    if as_json:
        put_json({"ref": turn.ref, "style": made.style, "citation": made.plain, "page": page_words(turn.page)})
    else:
        put(made.plain)
