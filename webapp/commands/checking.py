"""``trials verify``, ``cited`` and ``pages``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from corpus.catalogue.people import persons_named
from corpus.errors import WrongUseError
from corpus.model.notes import Note
from corpus.pages.correspondence import FIELDS, PagePair
from corpus.references.page_numbers import read_pages
from corpus.storage.home import Home
from corpus.storage.own_catalogue import catalogue_of
from indexer.checking.checker import Checker
from indexer.checking.citations import CheckedCitation
from indexer.checking.cited_by import CitedBy
from indexer.checking.document import check_document
from indexer.checking.verdict import Verdict
from indexer.checking.warnings import Other
from indexer.generation.index import open_index
from webapp.cli import FILE, FILE_OR_INPUT, home_of
from webapp.commands.output import count, page_words, progress, put, put_json, say
from webapp.wording.notes import said


@click.command()
@click.argument("file", type=FILE_OR_INPUT, default="-")
@click.option("--trial", help="With -: the trial that all quotations are cited from: 1936, 1937, 1938.")
@click.option("--page", help="With - and --trial: the page or pages they are cited from, 41 or 86-7.")
@click.option("--speaker", help="With -: the person who is said to speak, any spelling, either alphabet.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_context
def verify(
    ctx: click.Context, file: Path, trial: str | None, page: str | None, speaker: str | None, as_json: bool
) -> None:
    """Check quotations against the texts here: word for word or not, where, on which page, said by whom.

    FILE - reads one quotation a line; a citation may stand behind it: "words" (1936 Trial 41). Any other FILE (text,
    Markdown, HTML, PDF, DOCX) is read as a document and all of its quotations are checked against what it cites.

    \b
    Verdicts: exact, near (with differences), absent (from what was searched), not held (the cited edition or sitting).
    Differences: typing-error, name-spelling, gloss, omission-marked, omission-unmarked, addition, word, negation,
    emphasis, label-added, accents.
    Flags: citation-not-understood (page and work not checked), negation-changed, negation-outside, spliced (pieces
    of two places), words-unsure (of which the recogniser of a scan was not sure), other-page,
    other-speaker, other-trial, other-language;
    by the contents of the book page-beyond-book, speaker-cannot-appear; beside other quotations of the file and of
    the citing documents here cited-to-two-pages, quoted-differently. `trials cited` also has two-numbers: one
    archival document under two numbers.
    """
    home = home_of(ctx)
    if str(file) != "-" and (trial or page or speaker):
        raise WrongUseError("--trial, --page and --speaker belong to quotations on standard input.",
                            "A file says itself where its quotations are from; leave them out.")
    by = CitedBy(open_index(home), catalogue_of(home))
    checker = by.checker
    verdicts = _lines(checker, trial, page, speaker) if str(file) == "-" else _file(file, by)
    if as_json:
        put_json([verdict.to_json() for verdict in verdicts])
        return
    for verdict in verdicts:
        put(_told(verdict))
    totals = {name: sum(v.verdict == name for v in verdicts) for name in ("exact", "near", "absent", "not held")}
    say(f"{count(len(verdicts), 'quotation')}: " + ", ".join(f"{n} {name}" for name, n in totals.items())
        + "; searched: " + ", ".join((*checker.searched.editions, *checker.searched.documents)))


def _lines(checker: Checker, trial: str | None, page: str | None, speaker: str | None) -> list[Verdict]:
    if trial is not None:
        checker.catalogue.trial(trial)
    if page and not trial:
        raise WrongUseError("A page needs the trial it belongs to.",
                            "Add --trial 1936, or write the citation behind the quotation.")
    pages = _labels(page) if page else None
    who = _one_person(checker, speaker) if speaker else None
    if sys.stdin.isatty():
        say("Type one quotation a line; Ctrl-D ends.")
    lines = [line.strip() for line in sys.stdin if line.strip()]
    with progress("check") as step:
        out = []
        for number, line in enumerate(lines):
            step(number, len(lines))
            out.append(checker.check(line, trial=trial, pages=pages, speaker=who))
    return out


def _labels(typed: str) -> tuple[str, ...]:
    """Give the pages that a user names, as they are printed. Raises WrongUseError for what is none."""
    found = read_pages(typed)
    if found is None:
        raise WrongUseError(f"{typed!r} is no page or range of pages.", "Write 41, 41-43 or 86-7.")
    return found.labels


def _one_person(checker: Checker, typed: str) -> str:
    """Give the one person whom a name means. Raises UnknownNameError for nobody, WrongUseError for namesakes."""
    found = persons_named(checker.catalogue, typed)
    if len(found) > 1:
        raise WrongUseError(f"{typed!r} may be one of {len(found)} persons.", f"Say which: {', '.join(found)}.")
    return found[0]


def _file(file: Path, by: CitedBy) -> list[Verdict]:
    from corpus.ingest.unkept import turns_of_file

    turns = turns_of_file(file, by.catalogue)
    with progress("check") as step:
        return check_document(turns, by.checker, step, list(by.documents.values()))


def _told(verdict: Verdict) -> str:
    where = f"{verdict.ref} · {page_words(verdict.page)}" if verdict.ref and verdict.page else ""
    place = verdict.quotation.place if verdict.quotation else None
    line = f"{said(place)}: " if place else ""
    cited = verdict.quotation.reference if verdict.quotation else None
    rows = [f"{line}{verdict.verdict.upper()}{'  ' + where if where else ''}", f"    {_short(verdict.quote)}"]
    if cited is not None:
        rows.append(f"    cited as {cited.literal}")
    rows += [f"    {d.kind}: {d.quote or '—'} | {_short(d.opposite) or '—'}" for d in verdict.differences]
    if verdict.page_check == "not checked":
        rows.append("    page not checked")
    if verdict.flags:
        rows.append("    flags: " + ", ".join(verdict.flags))
    rows += _warned(verdict.reasons, verdict.others)
    if verdict.counterpart:
        rows.append(f"    counterpart: {verdict.counterpart}")
    if verdict.why:
        rows.append(f"    because: {said(verdict.why)}")
    return "\n".join(rows)


def _warned(reasons: Sequence[Note], others: Sequence[Other]) -> list[str]:
    return [f"    {_short(words)}" for words in (*map(said, reasons), *map(_contradicts, others))]


def _contradicts(other: Other) -> str:
    where = said(other.place) if other.place else f"{other.document}:{other.line or other.ref}"
    words = "; ".join(f"{mine or '—'} | {theirs or '—'}" for mine, theirs in other.differences)
    return f"{other.flag}: {where} {other.literal}".rstrip() + (f": {words}" if words else "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else f"{words[:110]} … {words[-40:]}"


@click.command()
@click.argument("place", required=False)
@click.option("--document", help="What this document cites.")
@click.option("--file", type=FILE, help="What a file cites that is not in the library.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_context
def cited(ctx: click.Context, place: str | None, document: str | None, file: Path | None, as_json: bool) -> None:
    """Tell who cites a passage (a reference), an edition or pages of it (en-1937:87-90), or what a document cites.

    Other works that are often cited go by their usual short name: CLT:117, "Izvestiia TsK KPSS:8/1989", TA:13095.
    Flags are those of `trials verify`, and two-numbers.
    """
    if sum(given is not None for given in (place, document, file)) != 1:
        raise WrongUseError("Name one thing: a place, --document ID or --file FILE.",
                            "A place is a reference, an edition, or an edition and a page: en-1937:87.")
    home: Home = home_of(ctx)
    by = CitedBy(open_index(home), catalogue_of(home))
    name, _, page = (place or "").partition(":")
    if page and name in {*by.catalogue.editions, *by.catalogue.trials}:
        _labels(page)
    if file is not None:
        from corpus.ingest.unkept import turns_of_file

        found = by.of_turns(turns_of_file(file, by.catalogue))
    else:
        found = by.of_place(place) if place else by.of_document(document or "")
    if as_json:
        put_json([citation.to_json() for citation in found])
        return
    for citation in found:
        put(_cited(citation))
    say(count(len(found), "citation"))


def _cited(citation: CheckedCitation) -> str:
    reference, verdict = citation.reference, citation.verdict
    named = reference.edition or reference.work
    issue = f" {reference.issue}" if reference.issue else ""
    where = f"{citation.document}:{reference.line or reference.ref}".lstrip(":")
    rows = [f"{where}  {reference.literal}",
            f"    {reference.kind}: {_short(named)}{issue}{_pages(reference.pages)}"]
    rows += [f"    also {place.edition or 'another edition'}{_pages(place.pages)}" for place in reference.places[1:]]
    if reference.because:
        rows.append(f"    because: {_short(said(reference.because))}")
    if citation.through:
        rows.append(f"    through: {_pair_words(citation.through)}")
    if verdict is not None:
        rows.append(f"    {verdict.verdict}{' ' + verdict.ref if verdict.ref else ''}: {_short(verdict.quote)}")
    if citation.flags:
        rows.append("    flags: " + ", ".join(citation.flags))
    rows += _warned(citation.reasons, citation.others)
    return "\n".join(rows)


@click.command()
@click.argument("place")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values.")
@click.pass_context
def pages(ctx: click.Context, place: str, as_json: bool, as_csv: bool) -> None:
    """Tell which pages of other editions answer those of an edition, or one page of it: en-1937, en-1937:60.

    \b
    Basis: "cited together" (a document gives both pages), "aligned" (turns paired across languages), "facsimile",
    "interpolated" (between two known pairs; only for one page). The margin is in pages. What the contents of both
    books say to a pair: agrees, disagrees, or nothing where they have no pages.
    """
    home = home_of(ctx)
    by = CitedBy(open_index(home), catalogue_of(home))
    edition, _, page = place.partition(":")
    if page and len(_labels(page)) > 1:
        raise WrongUseError("One page is asked for at a time.", f"`trials pages {edition}` lists all.")
    found = by.pages.of_page(edition, page) if page else by.pages.table(edition)
    if as_json:
        put_json([pair.to_json() for pair in found])
        return
    if as_csv:
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([FIELDS, *(pair.row() for pair in found)])
        return
    for pair in found:
        put(_pair_words(pair))
    say(count(len(found), "pair of pages", "pairs of pages"))


def _pair_words(pair: PagePair) -> str:
    margin = f" ±{pair.margin:g}" if pair.margin else ""
    how = f"{pair.document}:{pair.line}" if pair.document else count(pair.passages, "passage") if pair.passages else ""
    said = ", ".join(part for part in (how, f"contents: {pair.contents}" if pair.contents else "") if part)
    return (f"{pair.left}{_pages(pair.left_pages)} = {pair.right}{_pages(pair.right_pages)}{margin}  {pair.basis}"
            + (f" ({said})" if said else ""))


def _pages(pages: Sequence[str]) -> str:
    return f", p. {', '.join(pages)}" if pages else ""
