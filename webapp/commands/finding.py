"""``trials search``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from corpus.errors import PartialError, TrialsError
from corpus.limits import MAX_ROWS
from corpus.model.pages import page_cells
from corpus.storage.home import Home
from indexer.checking.unfound import nearest, pages_by_contents, parts_apart, unfound_json
from indexer.generation.index import Index, open_index
from indexer.results import PERSONAL, Counted, Request, Result, Sort, hit_json, result_json
from webapp.cli import home_of
from webapp.commands.cluster_option import cluster_of, cluster_options
from webapp.commands.names import check_text
from webapp.commands.options import Number
from webapp.commands.output import count, marked, page_words, place_words, put, put_json, say
from webapp.wording.query import describe, found_reading

if TYPE_CHECKING:
    from corpus.catalogue.catalogue import Catalogue
    from indexer.checking.checker import Checker
    from indexer.checking.verdict import Verdict
    from indexer.cluster.opening import Cluster

_SORTS = ("record", "relevance", "date", "node", "left", "right", "speaker", "page")
_LINE_SORTS = ("node", "left", "right")
"""Orders that only lines have."""

_COLUMNS = ("ref", "edition", "document", "trial", "lang", "kind", "sitting", "section", "speaker", "label", "role")
_LINE_COLUMNS = ("ref", "page", "page_basis", "speaker", "left", "node", "right", "link")
_NAMED_TEXTS = 4
"""Texts named in the summary of an answer; of more, only how many."""

_KWIC_CHARS = 50


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--trial", multiple=True, help="Only this trial: 1936, 1937, 1938.")
@click.option("--edition", multiple=True, help="Only this edition, as `trials sources` lists them.")
@click.option("--document", multiple=True, help="Only this cited or citing document.")
@click.option("--lang", multiple=True, help="Only this language: en, ru.")
@click.option("--speaker", multiple=True, help="Only words said by this person, any spelling, either alphabet.")
@click.option("--role", multiple=True, help="Only words said in this role: defendant, prosecutor, president …")
@click.option("--mentions", multiple=True, help="Only passages that name this person, any spelling, either alphabet.")
@click.option("--sitting", multiple=True, help="Only this sitting, 1936-08-19-morning, or this day, 1936-08-19.")
@click.option("--page", multiple=True, help="Only this page, as printed.")
@click.option("--kind", multiple=True, type=click.Choice(["transcript", "cited", "citing"]), help="Only such texts.")
@click.option("--doctype", multiple=True, help="Only such documents: letter, interrogation-protocol, special-report …")
@click.option("--author", multiple=True, help="Only documents by this person, any spelling.")
@click.option("--addressee", multiple=True, help="Only documents written to this person or office.")
@click.option("--collection", multiple=True, help="Only documents of this collection of an archive.")
@click.option("--view", type=click.Choice(["passages", "kwic"]), default="passages", show_default=True,
              help="Whole passages, or one line for each occurrence.")
@click.option("--sort", type=click.Choice(_SORTS), help="Order; by default that of the record within one trial.")
@click.option("--limit", type=Number(0, MAX_ROWS), default=20, show_default=True, help="Results shown.")
@click.option("--everywhere", is_flag=True, help="Also search contents pages and indexes of books.")
@click.option("--counted", type=click.Choice(get_args(Counted)), default="all", show_default=True,
              help="Texts searched: all, editions, or one edition for each trial and language.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@cluster_options
@click.pass_context
def search(
    ctx: click.Context, /, query: tuple[str, ...], view: str, sort: str | None, limit: int, everywhere: bool,
    counted: str, as_json: bool, as_csv: bool, cluster: str | None, node_down: str, **filters: tuple[str, ...],
) -> None:
    """Search. WORDS match all their forms, "a phrase" exactly; -word excludes, OR chooses, word* completes.

    The shell takes quotation marks away, so put a phrase in two kinds: trials search '"a phrase"'. A query that
    begins with - stands behind two of them: trials search -- -word other.

    QUERY - reads one query a line from standard input and prints one JSON object a line.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    if sort in _LINE_SORTS and view != "kwic":
        raise click.UsageError(f"--sort {sort} is an order of lines. Add --view kwic.")
    home = home_of(ctx)
    answers = Answers(_opened(home, cluster_of(cluster, node_down)), home)
    index, wanted = answers.index, _filters(answers, filters)

    def request(text: str) -> Request:
        return Request(text, wanted, cast("Sort | None", sort), limit, regions=everywhere,
                       counted=cast("Counted", counted))

    if query == ("-",):
        short = _stream(answers, request)
        if short:
            raise PartialError(f"{count(short, 'answer')} without all texts: a node of the cluster did not answer.",
                               "`unsearched` in them says which texts are missing.")
        return
    asked = request(" ".join(query))
    result = index.search(asked)
    unsearched = [info.id for info in result.unsearched]
    if view == "kwic":
        unsearched += _kwic(answers, asked, result, as_json, as_csv)
    elif as_json:
        put_json(answers.json(asked, result))
    elif as_csv:
        _csv(result)
    else:
        _plain(answers, asked, result)
    if unsearched:
        named = _named(list(dict.fromkeys(unsearched)))
        raise PartialError(f"Not searched: {named}. Their node of the cluster does not answer.",
                           "What is shown and counted is without them.")


def _opened(home: Home, cluster: Cluster | None) -> Index:
    return cluster.open_index(home) if cluster else open_index(home)


class Answers:
    """Answers of one index; the catalogue is read, and the checker of quotations made, where one is asked for."""

    def __init__(self, index: Index, home: Home) -> None:
        self.index, self._home = index, home

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of the home. Reading it takes as long as a search."""
        from corpus.storage.own_catalogue import catalogue_of

        return catalogue_of(self._home)

    @cached_property
    def checker(self) -> Checker:
        """What checks quotations."""
        from indexer.checking.checker import Checker

        return Checker(self.index, self.catalogue)

    def json(self, asked: Request, result: Result) -> dict[str, Any]:
        """Give an answer as JSON, with what a search without a hit is answered."""
        beside = unfound_json(self.index.look_up, asked, result, lambda: self.checker)
        return {**result_json(result, found_reading(result)), **beside}


def _stream(answers: Answers, request: Any) -> int:
    """Answer one query a line, in order; a refused one gives an object with its error. Gives how many are short."""
    short = 0
    if sys.stdin.isatty():
        say("Type one query a line; Ctrl-D ends.")
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        line = line.rstrip(b"\r\n")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            put_json({"query": line.decode("utf-8", "replace"),
                      "error": f"Line {number} is not UTF-8: byte {error.start + 1}."}, line=True)
            continue
        try:
            asked = request(text)
            result = answers.index.search(asked)
            short += bool(result.unsearched)
            put_json(answers.json(asked, result), line=True)
        except TrialsError as error:
            from webapp.wording.notes import refusal

            put_json({"query": text, "error": " ".join(filter(None, refusal(error)))}, line=True)
        sys.stdout.flush()
    return short


def _filters(answers: Answers, given: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Check the filters' values: an unknown name is an error, not an empty answer."""
    wanted = {name: values for name, values in given.items() if values}
    for value in wanted.get("trial", ()):
        answers.catalogue.trial(value)
    for name in ("edition", "document"):
        for value in wanted.get(name, ()):
            check_text(value, answers.index.texts, lambda: answers.catalogue)
    if "speaker" in wanted:
        from corpus.catalogue.people import persons_named

        wanted["speaker"] = tuple(p for typed in wanted["speaker"] for p in persons_named(answers.catalogue, typed))
    if "sitting" in wanted:
        wanted["sitting"] = tuple(s for typed in wanted["sitting"] for s in _sittings(answers.index, typed))
    return wanted


def _sittings(index: Index, typed: str) -> tuple[str, ...]:
    """Give the sittings of a day; of what is no day, the value itself."""
    held = dict.fromkeys(sitting for info in index.texts for sitting in info.sittings)
    return tuple(sitting for sitting in held if sitting.startswith(f"{typed}-")) or (typed,)


def _named(texts: Sequence[str]) -> str:
    """Name some texts, and say how many more there are."""
    more = len(texts) - _NAMED_TEXTS
    named = ", ".join(texts[:_NAMED_TEXTS])
    return f"{named} and {count(more, 'more text')}" if more > 0 else named


def _summary(result: Result) -> str:
    names = [info.id for info in result.searched]
    if len(names) > _NAMED_TEXTS and result.hits_total:
        documents = sum(not info.is_edition for info in result.searched)
        searched = f"{count(len(names) - documents, 'edition')}, {count(documents, 'document')}"
    else:
        searched = ", ".join(names) or "nothing: no text fits the filters"
    turns = count(result.turns_total, "turn")
    found = turns if result.only_turns else f"{count(result.hits_total, 'occurrence')} in {turns}"
    return f"searched for: {found_reading(result)}\n{found}; searched: {searched}"


def _plain(answers: Answers, request: Request, result: Result) -> None:
    say(_summary(result))
    if result.repairs:
        # The messages are many, and most queries need no mending.
        from webapp.wording.notes import said

        for repair in result.repairs:
            say(f"note: {said(repair)}")
    for number, hit in enumerate(result.hits, 1):
        put(f"{number}. {hit.turn.ref}  {place_words(hit.turn, ((hit.start, hit.end),))}")
        put(f"   {marked(hit)}\n")
    for line in _nearest(nearest(result, lambda: answers.checker)):
        put(line)
    if not result.passages_total:
        for place in pages_by_contents(request, result, lambda: answers.checker):
            where = f"{place.section}, pp. {place.first}–{place.last}; it begins at {place.ref}"
            say(f"page {place.page} of {place.text_id} by its contents: {where}")
        for line in _why(answers.index, request, result):
            say(line)
    elif len(result.hits) < result.passages_total:
        say(f"shown: {len(result.hits)} of {count(result.passages_total, 'passage')} (--limit shows more)")


def _nearest(found: Verdict | None) -> Iterator[str]:
    """Show the passage nearest to a quotation that is not in the record, with what differs."""
    if found is None or found.page is None:
        return
    yield f"nearest: {found.ref}  {page_words(found.page)}"
    yield f"   {' '.join(found.source.split())}"
    for difference in found.differences:
        yield f"   {difference.kind}: {difference.quote or '—'} | {difference.source or '—'}"


def _why(index: Index, request: Request, result: Result) -> Iterator[str]:
    """Say what has no hit at all, and for a filter which of its values would have."""
    for lacking, values in result.there.items():
        meant = lacking.partition(":")[0] in PERSONAL
        are = f"did you mean: {', '.join(values)}?" if meant else f"there are: {', '.join(values)}"
        yield f"nothing here has {lacking}{'; ' + are if values else ''}"
    words = [word for word in result.missing if word not in result.there]
    if words:
        yield f"nowhere in these texts: {', '.join(words)}"
    for word, near in result.suggestions.items():
        yield f"for {word}, did you mean: {', '.join(near)}?"
    for part in parts_apart(index.look_up, request, result):
        rest = "" if part.without is None else f"; all the others: {count(part.without, 'turn')}"
        yield f"by itself, {describe(part.node)}: {count(part.alone, 'turn')}{rest}"
    for name, values in request.filters.items():
        others = {other: given for other, given in request.filters.items() if other != name}
        answer = index.look_up(Request(request.query, others, limit=0, facets=True, regions=request.regions,
                                       counted=request.counted))
        facet = next((f for f in answer.facets if f.name == name), None)
        if answer.hits_total and facet and facet.values:
            there = ", ".join(f"{value} ({number})" for value, number in facet.values[:8])
            yield f"not with --{name} {' '.join(values)}; there are passages with: {there}"


def _kwic(answers: Answers, request: Request, result: Result, as_json: bool, as_csv: bool) -> tuple[str, ...]:
    """Print lines; gives the texts that they are without."""
    found = answers.index.concordance(request, _KWIC_CHARS)
    lines = found.lines
    rows = [
        {"ref": line.ref, "page": line.page.label, "page_basis": line.page.basis, "speaker": line.speaker,
         "left": line.left, "node": line.node, "right": line.right, "link": line.link}
        for line in lines
    ]
    if as_json:
        put_json({**answers.json(request, result), "lines": rows})
    elif as_csv:
        import csv

        writer = csv.DictWriter(sys.stdout, [*_LINE_COLUMNS, "trial", "page_estimated"], lineterminator="\n")
        writer.writeheader()
        trials = {info.id: info.trial for info in result.searched}
        for line, row in zip(lines, rows, strict=True):
            printed, estimated = page_cells(line.page)
            trial = trials[line.ref.partition("/")[0]]
            writer.writerow({**row, "page": printed, "trial": trial, "page_estimated": estimated})
    else:
        say(_summary(result))
        width = max((len(line.ref) for line in lines), default=0)
        for line in lines:
            left, right = (" ".join(side.split()) for side in (line.left, line.right))
            put(f"{line.ref:<{width}} {left:>{_KWIC_CHARS}}  {line.node}  {right}  [{page_words(line.page)}]")
    return found.unsearched


def _csv(result: Result) -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*_COLUMNS, "page", "page_basis", "text", "matches", "link", "page_estimated"])
    infos = {info.id: info for info in result.searched}
    for hit in result.hits:
        row: dict[str, Any] = hit_json(hit, infos[hit.turn.text_id])
        matches = " ".join(f"{start}-{end}" for start, end in row["matches"])
        printed, estimated = page_cells(hit.turn.page)
        where = [printed, row["page"]["basis"]]
        writer.writerow([*(row.get(c) or "" for c in _COLUMNS), *where, row["text"], matches, row["link"], estimated])
