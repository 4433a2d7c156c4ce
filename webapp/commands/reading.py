"""``trials show`` and ``cite``: one passage, in its place or as a citation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any
from urllib.parse import parse_qsl

import click

from corpus.model.turns import Turn
from corpus.model.voice import Spans, apart, part_spans, split_address, voice
from corpus.storage.own_catalogue import catalogue_of
from indexer.generation.extracts import below
from indexer.generation.index import Index, open_index
from indexer.generation.similar import similar_passages
from indexer.results import hit_json, turn_json
from webapp.cli import home_of
from webapp.commands.names import check_language
from webapp.commands.options import Number, address
from webapp.commands.output import page_words, place_words, put, put_json, say, today


def _find(index: Index, ref: str) -> tuple[Turn, str | None]:
    """Look a reference or permanent link up: the turn, and the part of it that is meant, if one is.

    Says where the text is no longer what the link was made for.
    """
    name, _, asked = ref.strip().partition("?")
    values = dict(parse_qsl(asked))
    name, part = split_address(_below_site(index, name))
    found = index.find(name, values.get("h"))
    if found.moved_from:
        say(f"note: {found.moved_from} is now {found.turn.ref}")
    elif found.changed:
        say("note: the text has changed since this link was made")
    return found.turn, values.get("part") or part


def _below_site(index: Index, address: str) -> str:
    """Give what stands in a permanent link behind the address of its site and the language of its pages."""
    if "://" not in address:
        return address.lstrip("/").removeprefix("ru/")
    path = address.partition("://")[2].split("/")[1:]
    held = {info.id for info in index.texts}
    return "/".join(dropwhile(lambda piece: piece not in held, path)) or address


@click.command()
@click.argument("ref")
@click.option("--with", "lang", help="Show the counterpart in this language too: en, ru.")
@click.option("--context", "around", type=Number(0, 50), default=0, show_default=True,
              help="Turns before and after.")
@click.option("--like", is_flag=True, help="Also show passages that have the same rare words.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def show(ctx: click.Context, ref: str, lang: str | None, around: int, like: bool, as_json: bool) -> None:
    """Show the passage REF in its place: `trials show en-1936/1936-08-19-morning/0042`.

    REF is a reference as `trials search` gives it, or a permanent link.
    """
    home = home_of(ctx)
    index = open_index(home)
    if lang:
        check_language(lang, index.texts, catalogue_of(home))
    turn, part = _find(index, ref)
    spans = part_spans(turn, part)
    before, after = index.around(turn.ref, around)
    others = [t for _, turns in index.counterparts(turn.ref) for t in turns if lang in (None, t.lang)]
    if as_json:
        data = turn_json(turn, index.text(turn.text_id), spans)
        for name, turns in (("counterparts", others), ("before", before), ("after", after)):
            data[name] = [turn_json(t, index.text(t.text_id)) for t in turns]
        put_json(data | (_similar_json(index, turn) if like else {}))
        return
    for one in (*before, turn, *after):
        _put_turn(one, "> " if around and one is turn else "", spans if one is turn else ())
    _put_counterparts(others, lang)
    if like:
        _put_similar(index, turn)


def _put_counterparts(others: Sequence[Turn], lang: str | None) -> None:
    """Print the counterparts in the language that was asked for, or say which there are."""
    for other in others if lang else ():
        _put_turn(other, "= ")
    if lang and not others:
        say(f"no counterpart in {lang!r} is held")
    elif others and not lang:
        known = ", ".join(f"{other.ref} ({other.lang})" for other in others)
        say(f"counterpart: {known}; --with {others[0].lang} shows it")


def _similar_json(index: Index, turn: Turn) -> dict[str, Any]:
    """Give the passages that are like a turn as JSON has them, with the words by which they were found."""
    near = similar_passages(index, turn.ref)
    hits = [hit_json(hit, index.text(hit.turn.text_id)) for hit in near.hits]
    return {"like": {"words": list(near.words), "hits": hits}}


def _put_similar(index: Index, turn: Turn) -> None:
    """Print the passages that are like a turn, after the words by which they were found."""
    near = similar_passages(index, turn.ref)
    say(f"looked for: {', '.join(near.words)}")
    for hit in near.hits:
        put(f"~ {hit.turn.ref}  {place_words(hit.turn, ((hit.start, hit.end),))}")
        put("".join(f"    {line}\n" for line in hit.text.split("\n")))
    if not near.hits:
        say("no passage is like it")


def _put_turn(turn: Turn, sign: str, spans: Spans = ()) -> None:
    """Print a turn or a part of it; speech and the narration behind it one after the other."""
    for part in apart(turn, spans):
        said = voice(turn, part).part
        put(f"{sign}{turn.ref}{f'#{said}' if said else ''}  {place_words(turn, part)}")
        words = "\n".join(turn.text[start:end] for start, end in part) if part else turn.text
        put("".join(f"    {line}\n" for line in words.split("\n")))


@click.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF...")
@click.option("--style", default="chicago", show_default=True,
              help="chicago, chicago-short, chicago-bibliography, chicago-18, chicago-18-bibliography, mla, apa, "
                   "bluebook, gost, gost-same, gost-repeated, gost-description, bibtex, ris, csl-json, text.")
@click.option("--lang", type=click.Choice(["en", "ru"]), help="Language of names, roles and sittings.")
@click.option("--base-url", callback=address, help="Address of your installation, for the permanent link.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, or a list for several passages.")
@click.pass_context
def cite(
    ctx: click.Context, refs: tuple[str, ...], style: str, lang: str | None, base_url: str | None, as_json: bool
) -> None:
    """Give a citation of the passage REF, ready to paste.

    Several passages are cited as notes that follow each other: the first in full, then short, “Id.” or «Там же». As
    bibtex, ris or csl-json they make one record for each work.
    """
    from corpus.citation.sequence import SHORTENED, NoteSequence
    from corpus.citation.styles import FOR_PROGRAMS, STYLES, cite_together, described
    from corpus.citation.styles import cite as make

    if style not in STYLES:
        raise click.UsageError(f"There is no citation style {style!r}. Choose one of: {', '.join(STYLES)}.")
    home = home_of(ctx)
    index, catalogue = open_index(home), catalogue_of(home)
    notes = NoteSequence(style) if len(refs) > 1 and style in SHORTENED else None
    out, places = [], []
    for ref in refs:
        turn, part = _find(index, ref)
        spans = part_spans(turn, part)
        if voice(turn, spans).mixed:
            say(f"note: the end of {turn.ref} is narration, so nobody is named; cite {turn.ref}#speech for the words "
                f"of {turn.label or turn.speaker}, {turn.ref}#narration for the rest")
        text = index.text(turn.text_id)
        more: Any = {"base_url": base_url, "accessed": today(), "lang": lang, "below": below(index, turn),
                     "spans": spans}
        if notes:
            made = "".join(span.text for span in notes.note(*described(turn, text, catalogue, style, **more)))
        else:
            made = make(turn, text, catalogue, style, **more).plain
        out.append({"ref": turn.ref, "style": style, "citation": made, "page": page_words(turn.page)})
        if style in FOR_PROGRAMS:
            places.append(described(turn, text, catalogue, style, **more))
    if as_json:
        put_json(out if len(out) > 1 else out[0])
    elif places:
        put(cite_together(style, places))
    else:
        put("\n".join(row["citation"] for row in out))
