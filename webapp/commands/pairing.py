"""``trials align``, ``pair`` and ``pairs``."""

from __future__ import annotations

import click

from corpus.errors import WrongUseError
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.own_catalogue import catalogue_of
from webapp.cli import home_of
from webapp.commands.building import rebuild
from webapp.commands.output import count, put, put_json, say


@click.command()
@click.argument("documents", nargs=-1, metavar="[LEFT RIGHT]")
@click.option("--part", is_flag=True, help="Take the pair back.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def pair(ctx: click.Context, documents: tuple[str, ...], part: bool, as_json: bool) -> None:
    """Pair the paragraphs of two documents, a text and its translation; without them list pairs and proposals.

    Proposed are documents in two languages of the same day and kind that name the same person and are of like length.
    """
    from corpus.corrections.text_pairs import pair_texts, part_texts

    home = home_of(ctx)
    if not documents:
        _list_text_pairs(home, as_json)
        return
    if len(documents) != 2:
        raise WrongUseError("Two documents make a pair.", "Write `trials pair LEFT RIGHT`, each by its identifier.")
    texts = {info.id: info for info in Library(home).texts}
    if part:
        part_texts(home, *documents)
    else:
        documents = pair_texts(home, *documents, texts)
    rebuild(home, texts=())
    found = [one for one in Library(home).pairs()
             if {one.left[0].split("/")[0], one.right[0].split("/")[0]} == set(documents)]
    if as_json:
        put_json({"left": documents[0], "right": documents[1], "pairs": len(found)})
    say(f"{' = '.join(documents)}: {count(len(found), 'pair')}")


def _list_text_pairs(home: Home, as_json: bool) -> None:
    from corpus.corrections.text_pairs import read_text_pairs, text_pairs_file
    from corpus.description.twins import likely_twins
    from corpus.names.table import table_of

    texts = {info.id: info for info in Library(home).texts}
    told, _ = read_text_pairs(text_pairs_file(home), texts)
    twins = [one for one in likely_twins(texts.values(), table_of(catalogue_of(home)))
             if (one.left.id, one.right.id) not in told]
    if as_json:
        put_json({"pairs": [list(one) for one in told], "proposals": [
            {"left": one.left.id, "right": one.right.id, "day": one.day, "kind": one.doctype,
             "persons": list(one.persons)} for one in twins]})
        return
    for left, right in told:
        put(f"{left} = {right}")
    for one in twins:
        put(f"{one.left.id} ? {one.right.id}  (both of {one.day}, {one.doctype}, {', '.join(one.persons)})\n"
            f"    {one.left.title}\n    {one.right.title}")
    if twins:
        say("Proposals are marked with “?”; look at both, then `trials pair LEFT RIGHT`.")
    elif not told:
        say("No documents are paired, and none are proposed.")


@click.command()
@click.option("--trial", help="Only report on this trial.")
@click.pass_context
def align(ctx: click.Context, trial: str | None) -> None:
    """Pair the turns of editions in two languages again."""
    home = home_of(ctx)
    if trial:
        catalogue_of(home).trial(trial)
    rebuild(home, texts=())
    library = Library(home)
    trials = {info.id: info.trial for info in library.texts}
    found = [p for p in library.pairs() if trial in (None, trials.get(p.left[0].split("/")[0]))]
    say(count(len(found), "pair"))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_context
def pairs(ctx: click.Context, as_json: bool) -> None:
    """Print the aligned pairs, Russian on the left."""
    from corpus.alignment.marks import mark

    library = Library(home_of(ctx))
    texts = {turn.ref: turn.text for info in library.texts for turn in library.turns(info.id)}
    none = True
    for pair in library.pairs():
        none = False
        left, right = (
            {"ref": " ".join(refs), "text": "\n".join(texts[ref] for ref in refs)} for refs in (pair.left, pair.right)
        )
        if as_json:
            put_json({"left": left, "right": right, "lang": list(pair.langs), "kind": pair.kind,
                      "confidence": round(pair.confidence, 3), "mark": mark(pair.confidence), "status": pair.status,
                      "why": list(pair.why), "translator": pair.translator, "source": pair.source}, line=True)
        else:
            put(f"{left['ref']} = {right['ref']} ({pair.kind}, {pair.confidence:.2f})\n"
                f"    {left['text']}\n    {right['text']}\n")
    if none:
        say("There are no pairs: of no trial are both languages held.")
