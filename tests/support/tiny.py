"""Small homes for tests: a library written from lists of turns, indexed where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.language.words import forms
from corpus.model.turns import Origin, Page, Pair, TextInfo, TextKind, Turn
from corpus.storage.home import Home
from corpus.storage.library import write_library


def tiny_turn(text: str, **fields: Any) -> Turn:
    """Make a turn from its text and any other fields; reference and ordinal come with :func:`tiny_text`.

    ``page`` may be a label (printed), or ``"36-37"`` for a turn that runs over.
    """
    page = fields.pop("page", None)
    if isinstance(page, str):
        start, _, end = page.partition("-")
        page = Page(start, "printed", None, end or start)
    return Turn(
        **{
            "ref": "",
            "text_id": "",
            "ordinal": 0,
            "kind": "speech",
            "text": text,
            "lang": "",
            "page": page or Page(),
            "origin": Origin("tiny.txt"),
            **fields,
        }
    )


def tiny_text(
    text_id: str,
    turns: Iterable[Turn | str],
    kind: TextKind = "transcript",
    lang: str = "en",
    trial: str | None = None,
    **fields: Any,
) -> tuple[TextInfo, list[Turn]]:
    """Make a text of turns (or of plain strings), numbered as a reader would."""
    out: list[Turn] = []
    for number, given in enumerate(turns, 1):
        turn = tiny_turn(given) if isinstance(given, str) else given
        middle = f"/{turn.sitting}" if turn.sitting else ""
        ref = turn.ref or f"{text_id}{middle}/{number:04d}"
        out.append(replace(turn, ref=ref, ordinal=number, text_id=text_id, lang=turn.lang or lang))
    info = TextInfo(
        id=text_id,
        kind=kind,
        lang=lang,
        title=fields.pop("title", text_id),
        trial=trial,
        turns=len(out),
        words=sum(len(forms(turn.text)) for turn in out),
        sittings=tuple(dict.fromkeys(turn.sitting for turn in out if turn.sitting)),
        **fields,
    )
    return info, out


def tiny_home(
    path: Path,
    texts: Sequence[tuple[TextInfo, Sequence[Turn]]],
    pairs: Iterable[Pair] = (),
    index: bool = True,
) -> Home:
    """Write a home with these texts, and index it unless told not to."""
    home = Home(path).create()
    write_library(home, texts, pairs, {})
    if index:
        from indexer.building.run import build_index

        build_index(home)
    return home
