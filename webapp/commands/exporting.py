"""``trials export``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from corpus.errors import WrongUseError
from corpus.export.formats import FORMATS
from webapp.cli import home_of
from webapp.commands.names import check_text
from webapp.commands.options import address
from webapp.commands.output import count, say, today
from webapp.wording.notes import sentence_of
from webapp.wording.query import query_reading

_USED_BY = {"style": ("docx", "tei", "text"), "lang": ("docx",), "sentences": ("tmx",), "least": ("tmx",)}
"""Formats for which an option says something."""

if TYPE_CHECKING:
    from corpus.alignment.lexicon import Lexicon
    from corpus.catalogue.catalogue import Catalogue
    from corpus.export.passages import About, Extract
    from corpus.storage.home import Home
    from indexer.generation.index import Index


@click.command()
@click.option("--query", help="Only passages that answer this query; everything if not given.")
@click.option("--edition", multiple=True, help="Only these editions.")
@click.option("--document", multiple=True, help="Only these documents.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True)
@click.option("--style", default="chicago", show_default=True,
              help="Of the citations in docx, tei and text: chicago, chicago-18, mla, apa, bluebook, gost, text.")
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True,
              help="What docx says itself.")
@click.option("--base-url", callback=address, help="Address of your installation, for permanent links.")
@click.option("--sentences", is_flag=True, help="With tmx: one unit for each pair of sentences, not of turns.")
@click.option("--least", type=click.FloatRange(0, 1),
              help="With tmx: pairs less certain than this are left out; 0 takes all.  [default: 0.5]")
@click.pass_context
def export(
    ctx: click.Context, query: str | None, edition: tuple[str, ...], document: tuple[str, ...], form: str, style: str,
    lang: str, base_url: str | None, sentences: bool, least: float | None,
) -> None:
    """Print all turns, or the turns that answer a query, with their references, rights and the state of the corpus.

    As tmx: the aligned pairs of both languages as a translation memory. As csv-safe: for spreadsheets, which take some
    cells for formulas. A docx holds 5,000 passages at most; all other formats are written as they are made.
    """
    from corpus.citation.sequence import NOTE_STYLES
    from corpus.export.formats import passages, whole
    from corpus.export.passages import About
    from corpus.storage.own_catalogue import catalogue_of
    from indexer.generation.extracts import everything, found, held_in_words
    from indexer.generation.index import open_index
    from indexer.results import Request

    if style not in NOTE_STYLES:
        raise click.UsageError(f"There are no notes in the style {style!r}. Choose one of: {', '.join(NOTE_STYLES)}.")
    if form == "docx" and sys.stdout.isatty():
        raise WrongUseError("A Word document is no text for a terminal.", "Write it to a file: add `> passages.docx`.")
    _check_options(ctx, form)
    home = home_of(ctx)
    index, catalogue = open_index(home), catalogue_of(home)
    wanted = (*edition, *document)
    for name in wanted:
        check_text(name, index.texts, lambda: catalogue)
    request = Request(query or "", {"edition": wanted} if wanted else {}, regions=True)
    findings = found(index, catalogue, request) if query else None
    about = About(today(), index.state, held_in_words(index), title=", ".join(wanted), query=query or "",
                  reading=query_reading(findings.query) if findings else "", base_url=base_url, lang=lang,
                  said=sentence_of)
    if form == "tmx":
        _tmx(home, index, catalogue, findings.turns if findings else None, wanted, about, sentences=sentences,
             least=least)
        return
    texts = everything(index, catalogue, wanted)
    pieces = (passages(form, findings.turns, about, catalogue, style) if findings
              else whole(form, texts, about, catalogue, style))
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    if findings and not findings.passages_total:
        say(f"searched for: {about.reading}\nnothing was found: the file has no passages")


def _check_options(ctx: click.Context, form: str) -> None:
    """Raise WrongUseError for an option that the format has no use for, so that nobody takes it for heeded."""
    for name, forms in _USED_BY.items():
        if form not in forms and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise WrongUseError(f"--{name} says nothing to the format {form}.",
                                f"Leave it out, or add --format: {', '.join(forms)}.")


def _tmx(
    home: Home, index: Index, catalogue: Catalogue, turns: Iterable[Extract] | None, wanted: tuple[str, ...],
    about: About, *, sentences: bool, least: float | None,
) -> None:
    """Write pairs as translation units: all of the library, those of texts, or those of the passages found."""
    from corpus.alignment.lexicon import learn_pairs
    from corpus.export.passages import rights_lines
    from corpus.export.tmx import write_tmx
    from corpus.storage.library import Library
    from indexer.generation.extracts import everything, pairs_of

    if turns is None and wanted:
        turns = (one for _, extracts in everything(index, catalogue, wanted) for one in extracts)
    library = Library(home)
    lexicon: Lexicon | None = None
    if turns is None or sentences:
        held = {turn.ref: turn for info in library.texts for turn in library.turns(info.id)}
        pairs = list(library.pairs())
        lexicon = learn_pairs(pairs, held) if sentences else None
    if turns is not None:
        pairs, held = pairs_of(index, turns)
    written = write_tmx(sys.stdout.buffer, pairs, held, sentences=sentences, lexicon=lexicon, about=about,
                        rights=rights_lines(index.texts, catalogue), least=least)
    doubtful = count(written.doubtful, "doubtful one")
    say(f"wrote {count(written.written, 'unit')}"
        + (f"; left out {doubtful}: --least 0 takes them" if written.doubtful else ""))
