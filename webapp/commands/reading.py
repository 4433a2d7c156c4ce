"""``trials show`` and ``cite``: one passage, in its place or as a citation."""

from __future__ import annotations

import click

from corpus.catalogue import load
from corpus.model import Turn
from indexer.reader import Index, open_index
from indexer.results import Found, turn_json
from webapp.cli import home_of
from webapp.commands.output import page_words, place_words, put, put_json, say


def _find(index: Index, ref: str) -> Found:
    """Look a reference or permanent link up, and say where the text is no longer what the link was made for."""
    name, _, mark = ref.strip().lstrip("/").partition("?h=")
    found = index.find(name.removeprefix("ru/"), mark or None)
    if found.moved_from:
        say(f"note: {found.moved_from} is now {found.turn.ref}")
    elif found.changed:
        say("note: the text has changed since this link was made")
    return found


@click.command()
@click.argument("ref")
@click.option("--with", "lang", help="Show the counterpart in this language too: en, ru.")
@click.option("--context", "around", type=click.IntRange(0, 50), default=0, show_default=True,
              help="Turns before and after.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def show(ctx: click.Context, ref: str, lang: str | None, around: int, as_json: bool) -> None:
    """Show the passage REF in its place: `trials show en-1936/1936-08-19-morning/0042`.

    REF is a reference as `trials search` gives it, or a permanent link.
    """
    index = open_index(home_of(ctx))
    turn = _find(index, ref).turn
    before, after = index.around(turn.ref, around)
    others = [t for _, turns in index.counterparts(turn.ref) for t in turns if lang in (None, t.lang)]
    if as_json:
        data = turn_json(turn, index.text(turn.text_id))
        for name, turns in (("counterparts", others), ("before", before), ("after", after)):
            data[name] = [turn_json(t, index.text(t.text_id)) for t in turns]
        put_json(data)
        return
    for one in (*before, turn, *after):
        _put_turn(one, "> " if around and one is turn else "")
    for other in others if lang else ():
        _put_turn(other, "= ")
    if lang and not others:
        say(f"no counterpart in {lang!r} is held")
    elif others and not lang:
        known = ", ".join(f"{other.ref} ({other.lang})" for other in others)
        say(f"counterpart: {known}; --with {others[0].lang} shows it")


def _put_turn(turn: Turn, sign: str) -> None:
    put(f"{sign}{turn.ref}  {place_words(turn)}")
    put("".join(f"    {line}\n" for line in turn.text.split("\n")))


@click.command()
@click.argument("ref")
@click.option("--style", default="chicago", show_default=True,
              help="chicago, chicago-short, mla, apa, bluebook, gost, bibtex, ris, csl-json, text.")
@click.option("--base-url", help="Address of your installation, for the permanent link.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def cite(ctx: click.Context, ref: str, style: str, base_url: str | None, as_json: bool) -> None:
    """Give a citation of the passage REF, ready to paste."""
    from datetime import datetime

    from corpus.cite import STYLES
    from corpus.cite import cite as make

    if style not in STYLES:
        raise click.UsageError(f"There is no citation style {style!r}. Choose one of: {', '.join(STYLES)}.")
    home = home_of(ctx)
    index = open_index(home)
    turn = _find(index, ref).turn
    today = datetime.now().astimezone().date()
    made = make(turn, index.text(turn.text_id), load(home.catalogue), style, base_url=base_url, accessed=today)
    if as_json:
        put_json({"ref": turn.ref, "style": made.style, "citation": made.plain, "page": page_words(turn.page)})
    else:
        put(made.plain)
