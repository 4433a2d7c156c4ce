"""Texts as read, to JSON and back: what crosses the border of a worker process and is kept between runs.

The file's own text (``raw``) stays out: it is decoded again from the source, which is cheaper than storing it.
"""

from __future__ import annotations

import json
from dataclasses import astuple, fields
from typing import Any, cast, get_args

from corpus.model.blocks import Block, BlockKind, LeftOut, LeftOutKind, SourceText, Stated
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Basis, Mark, MarkKind, Page

_BLOCKS, _LEFT_OUT, _MARKS, _BASES = (frozenset(get_args(kind)) for kind in (BlockKind, LeftOutKind, MarkKind, Basis))
_LISTS = ("collections", "tags")
_PLAIN = tuple(
    f.name for f in fields(SourceText) if f.name not in {"blocks", "raw", "left_out", "doubts", *_LISTS}
)


def encode(texts: list[SourceText]) -> str:
    """Write texts as JSON."""
    return json.dumps([_text(text) for text in texts], ensure_ascii=False, separators=(",", ":"))


def decode_texts(data: str, raw: str) -> list[SourceText]:
    """Read what :func:`encode` wrote and give each text the file's ``raw``.

    The data may come from a worker that read a hostile file: every value is checked. Raises ValueError.
    """
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("not a list of texts")
    try:
        return [_read_text(row, raw) for row in rows]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a text: {error!r}") from error


def _text(text: SourceText) -> dict[str, Any]:
    return {
        **{name: getattr(text, name) for name in (*_PLAIN, *_LISTS)},
        "doubts": [doubt.to_json() for doubt in text.doubts],
        "blocks": [_block(block) for block in text.blocks],
        "left_out": [[i.kind, i.text, i.start, i.end, i.sheet] for i in text.left_out],
    }


def _block(block: Block) -> list[Any]:
    page = block.page
    return [
        block.text, block.kind, block.level, block.offsets.to_lists(),
        [[m.kind, m.start, m.end, m.label] for m in block.marks],
        [page.label, page.basis, page.margin, page.end], block.sheet, block.centred, block.quoted,
        None if block.stated is None else list(astuple(block.stated)), block.label,
        block.goes_on,
    ]


def _read_text(row: dict[str, Any], raw: str) -> SourceText:
    """Make a text of what a worker sent, trusting none of it. Raises TypeError, ValueError or KeyError."""
    plain = {name: _optional_text(row[name]) for name in _PLAIN}
    plain["title"], plain["file"] = plain["title"] or "", plain["file"] or ""
    return SourceText(
        **cast("dict[str, Any]", plain | {name: _texts(row[name]) for name in _LISTS}),
        raw=raw,
        doubts=tuple(Note.from_json(doubt) for doubt in row["doubts"]),
        blocks=tuple(_read_block(block, len(raw)) for block in row["blocks"]),
        left_out=tuple(
            LeftOut(_one_of(kind, _LEFT_OUT), str(text), _number(start), _number(end), _number(sheet))
            for kind, text, start, end, sheet in row["left_out"]
        ),
    )


def _read_block(row: list[Any], size: int) -> Block:
    """Make a block; its offsets must lie inside its text and inside the ``size`` characters of the source."""
    text, kind, level, runs, marks, page, sheet, centred, quoted, stated, is_label, goes_on = row
    if not isinstance(text, str):
        raise TypeError("text of a block")
    offsets = OffsetMap.from_lists([[int(n) for n in run] for run in runs])
    if any(r.text < 0 or r.source < 0 or r.text + r.length > len(text) or r.source + r.width > size
           for r in offsets.runs):
        raise TypeError("offsets outside the text")
    label, basis, margin, end = page
    return Block(
        text, _one_of(kind, _BLOCKS), int(level), offsets,
        tuple(_read_mark(mark, len(text)) for mark in marks),
        Page(_optional_text(label), _one_of(basis, _BASES), None if margin is None else float(margin),
             _optional_text(end)),
        _number(sheet), bool(centred), bool(quoted), None if stated is None else _read_stated(stated),
        bool(is_label), bool(goes_on),
    )


def _read_stated(row: list[Any]) -> Stated:
    label, speaker, sitting, goes_on, name = row
    return Stated(_optional_text(label), _optional_text(speaker), _optional_text(sitting), bool(goes_on),
                  _optional_text(name))


def _read_mark(row: list[Any], size: int) -> Mark:
    kind, start, end, label = row
    if not 0 <= int(start) <= int(end) <= size:
        raise TypeError("mark outside the text")
    return Mark(_one_of(kind, _MARKS), int(start), int(end), _optional_text(label))


def _one_of(value: Any, known: frozenset[str]) -> Any:
    if value not in known:
        raise TypeError(f"unknown kind {value!r}")
    return value


def _optional_text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("texts expected")
    return tuple(value)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
