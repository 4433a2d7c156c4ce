"""``trials stats``, ``collocates`` and ``keywords``: who says it most, what stands beside it, what is typical."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any, TypeVar, cast, get_args

import click

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.people import persons_named
from corpus.model.turns import Page, TextInfo
from corpus.storage.home import Home
from corpus.storage.own_catalogue import catalogue_of
from indexer.generation.index import open_index
from indexer.results import Counted, Request
from indexer.statistics.collocates import SPAN, Collocate
from indexer.statistics.collocates import collocates as find_collocates
from indexer.statistics.common_words import all_common
from indexer.statistics.keyness import Keyness, Keyword
from indexer.statistics.keyness import keywords as find_keywords
from indexer.statistics.shares import LEAST, MOST, By, Share, shares
from webapp.cli import home_of
from webapp.commands.names import check_language, check_text
from webapp.commands.options import Number
from webapp.commands.output import count, put, put_json, say
from webapp.wording.query import query_reading

MAX_SPAN = 21
"""Words on each side: so far NEAR reaches, which finds the collocates again."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _formats(command: Command) -> Command:
    as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    return as_json(as_csv(command))


def _counted(command: Command) -> Command:
    return click.option("--counted", type=click.Choice(get_args(Counted)), default="one", show_default=True,
                        help="Texts counted: all, editions, or one edition for each trial and language.")(command)


def _common(command: Command) -> Command:
    return click.option("--without-common", is_flag=True, help="Leave out common words, never negations.")(command)


def _bounds(command: Command) -> Command:
    limit = click.option("--limit", type=Number(1, 1000), default=MOST, show_default=True, help="Rows shown.")
    least = click.option("--least", type=Number(1), default=LEAST, show_default=True,
                         help="Occurrences a word must have.")
    return limit(least(command))


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--by", type=click.Choice(get_args(By)), default="speaker", show_default=True, help="What to count by.")
@_counted
@_formats
@click.pass_context
def stats(
    ctx: click.Context, query: tuple[str, ...], by: str, counted: Counted, as_json: bool, as_csv: bool
) -> None:
    """Count who says it most, or where: occurrences, and per 10,000 words. QUERY is as in `trials search`.

    With --by sitting the rows are in the order of the record. The deviation says how evenly it is spread: 0 as the
    words are, towards 1 where one small part has it all. Fields narrow what is counted: trial:1936 lang:en. Of a
    trial's editions in one language the fullest is counted, as they repeat the same testimony and books quote it.
    """
    asked = Request(" ".join(query), counted=counted)
    with open_index(home_of(ctx)) as index:
        found = shares(index.searcher, asked, cast("By", by))
        every = index.look_up(replace(asked, counted="all", limit=0)).turns_total
    spread = "" if found.deviation is None else f"; deviation of proportions {found.deviation:.2f}"
    turns = count(found.turns_total, "turn")
    told = turns if found.wordless else f"{count(found.hits_total, 'occurrence')} in {turns}"
    more = every - found.turns_total
    elsewhere = f"\n{count(more, 'more turn')} in texts not counted: --counted all counts them" if more else ""
    within = f"\n{count(found.within, 'turn')} with narration within it too, counted once, under who speaks" \
        if found.within else ""
    _give(found, found.rows, Share, as_json, as_csv,
          f"searched for: {query_reading(found.query)}\n"
          f"{told}, in {count(found.words_total, 'word')}{spread}{elsewhere}{within}")


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--span", type=Number(1, MAX_SPAN), default=SPAN, show_default=True, help="Words on each side.")
@_common
@_counted
@_bounds
@_formats
@click.pass_context
def collocates(
    ctx: click.Context, query: tuple[str, ...], span: int, limit: int, least: int, counted: Counted,
    without_common: bool, as_json: bool, as_csv: bool,
) -> None:
    """List the words that stand beside QUERY more often than by chance, by log-likelihood."""
    with open_index(home_of(ctx)) as index:
        found = find_collocates(index.searcher, Request(" ".join(query), counted=counted), span, limit, least,
                                _left_out(without_common))
    _give(found, found.rows, Collocate, as_json, as_csv,
          f"searched for: {query_reading(found.query)}\n{count(found.hits_total, 'occurrence')}; "
          f"words within {span} on each side")


@click.command()
@click.argument("speaker")
@click.option("--against", help="Another speaker; without it, all others.")
@click.option("--trial", multiple=True, help="Only this trial: 1936, 1937, 1938.")
@click.option("--edition", multiple=True, help="Only this edition.")
@click.option("--lang", multiple=True, help="Only this language: en, ru.")
@_common
@_bounds
@_formats
@click.pass_context
def keywords(
    ctx: click.Context, /, speaker: str, against: str | None, limit: int, least: int, without_common: bool,
    as_json: bool, as_csv: bool, **filters: tuple[str, ...],
) -> None:
    """List the words typical of SPEAKER, by log-likelihood, each language by itself.

    SPEAKER is a name in any spelling and either alphabet. With --json the words typical of the others come too.
    """
    home = home_of(ctx)
    speakers = _persons(home, speaker)
    others = _persons(home, against) if against else ()
    if set(speakers) & set(others):
        raise click.UsageError("A speaker cannot be compared with the same one.")
    wanted = {name: values for name, values in filters.items() if values}
    with open_index(home) as index:
        _check_filters(wanted, index.texts, catalogue_of(home))
        found = find_keywords(index.searcher, speakers, others, wanted, limit, least, _left_out(without_common))
    sizes = "; ".join(f"{lang}: {count(ours, 'word')} against {theirs:,}" for lang, ours, theirs in found.words)
    _give(found, found.rows, Keyword, as_json, as_csv,
          f"{' and '.join(speakers)} against {' and '.join(others) or 'all others'}; "
          f"{sizes or 'in no language do both sides speak'}")


def _check_filters(wanted: Mapping[str, Sequence[str]], texts: Sequence[TextInfo], catalogue: Catalogue) -> None:
    """Raise UnknownNameError or WrongUseError for a trial, an edition or a language that there is not."""
    for trial in wanted.get("trial", ()):
        catalogue.trial(trial)
    for edition in wanted.get("edition", ()):
        check_text(edition, texts, lambda: catalogue)
    for lang in wanted.get("lang", ()):
        check_language(lang, texts, catalogue)


def _left_out(without_common: bool) -> frozenset[str]:
    return all_common() if without_common else frozenset()


def _persons(home: Home, typed: str) -> tuple[str, ...]:
    return persons_named(catalogue_of(home), typed)


def _give(found: Any, rows: Sequence[Any], kind: type, as_json: bool, as_csv: bool, summary: str) -> None:
    """Print an answer as JSON, its rows as CSV, or both as text."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    names = [field.name for field in fields(kind)]
    if as_json and isinstance(found, Keyness):
        put_json(asdict(found))
    elif as_json:
        reading = query_reading(found.query)
        given = asdict(replace(found, query=None)).items()
        put_json(dict(("reading", reading) if name == "query" else (name, value) for name, value in given))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)
    else:
        say(summary)
        cells = ([_shown(getattr(row, name)) for name in names] for row in rows)
        lines = [[name.replace("_", " ") for name in names], *cells]
        widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
        for line in lines:
            put("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _shown(value: str | float | Page | None) -> str:
    cell = _cell(value)
    return f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell


def _cell(value: str | float | Page | None) -> str | float:
    """Give a value as a cell of a table: a page by its label, with the sign of estimates."""
    if not isinstance(value, Page):
        return "" if value is None else value
    return f"≈ {value.label}" if value.basis == "estimated" else value.label or ""
