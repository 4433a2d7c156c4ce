"""Pages counted independently, and set again in other markups, as different sites set them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from corpus.catalogue.catalogue import Catalogue, Edition
from corpus.editions.turns import edition_turns
from corpus.language.words import forms
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Turn
from corpus.reading.html.page import read_html

_BRACKETED = re.compile(r"[(\[][^()\[\]]+[)\]]\.?")


def counted(raw: str) -> Counter[str]:
    """Words of a page by the simplest means: tags and comments cut out, entities decoded.

    Tags of type may stand inside a word, and raised letters belong to it; all others end it.
    """
    raw = re.sub(r"</?(?:b|i|u|s|em|strong|span|font)(?: [^>]*)?>", "", raw)
    raw = re.sub(r"<sup>(?=[^\W\d])|(?<=[^\W\d])</sup>", "", raw)
    return Counter(forms(unescape(re.sub(r"<!--.*?-->|<!\[CDATA\[|<[^>]*>", " ", raw, flags=re.S))))


def kept(source: SourceText) -> Counter[str]:
    held = Counter(word for block in source.blocks for word in forms(block.text))
    return held + Counter(word for item in source.left_out for word in forms(item.text))


@dataclass(frozen=True)
class Piece:
    """What one label governs within a paragraph; ``label`` has its colon or stop."""

    label: str
    text: str


Paragraph = list[Piece]


def _offset(block: Block, source: int) -> int | None:
    """The place in the block's text that came from raw[source]."""
    for run in block.offsets.runs:
        if run.source <= source < run.source + run.width:
            return run.text + source - run.source
    return None


def _pieces(block: Block, labelled: Iterable[Turn]) -> Paragraph:
    cuts = []
    for turn in labelled:
        at = _offset(block, turn.origin.start or 0)
        if at is not None and turn.label:
            mark = re.compile(r"\s*[:.]").match(block.text, at + len(turn.label))
            assert mark, (turn.label, block.text[at : at + 80])
            cuts.append((at, mark.end()))
    cuts.sort()
    ends = [*(at for at, _ in cuts[1:]), len(block.text)]
    first = cuts[0][0] if cuts else len(block.text)
    out = [Piece("", block.text[:first])] if block.text[:first].strip() else []
    out += [Piece(block.text[at:mark], block.text[mark:end]) for (at, mark), end in zip(cuts, ends, strict=False)]
    return out


def _capitals(label: str) -> str:
    name, bracket, direction = label.partition("(")
    return name.upper() + bracket + direction


def _inline(paragraph: Paragraph, label: Callable[[str], str]) -> str:
    parts = [label(escape(p.label, quote=False)) + escape(p.text, quote=False) for p in paragraph]
    return "<p>" + "".join(parts) + "</p>"


def _own_line(paragraph: Paragraph) -> str:
    lines = [line for piece in paragraph for line in (piece.label, piece.text) if line.strip()]
    return "<p>" + "<br>\n".join(escape(line.strip(), quote=False) for line in lines) + "</p>"


def _own_paragraph(paragraph: Paragraph) -> str:
    lines = [line for piece in paragraph for line in (piece.label, piece.text) if line.strip()]
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in lines)


STYLES: dict[str, Callable[[Paragraph], str]] = {
    "strong": lambda p: _inline(p, lambda label: f"<strong>{label}</strong>" if label else ""),
    "capitals": lambda p: _inline(p, _capitals),
    "plain": lambda p: _inline(p, lambda label: label),
    "own line": _own_line,
    "own paragraph": _own_paragraph,
    "run on": lambda p: _inline(p, lambda label: label),
}


def set_again(source: SourceText, turns: Sequence[Turn], style: str) -> str:
    """The page with its labels, found as ``turns``, in another markup.

    ``run on`` joins all paragraphs between two headings, but for directions, which stand alone.
    """
    labelled = [turn for turn in turns if turn.label and turn.origin.file == source.file]
    out: list[str] = []
    joined: Paragraph = []
    for block in source.blocks:
        pieces = _pieces(block, labelled)
        alone = block.kind in {"heading", "rule", "note"} or bool(_BRACKETED.fullmatch(block.text))
        if style == "run on" and not alone:
            joined += [Piece(p.label, f"{p.text} ") for p in pieces]
            continue
        if joined:
            out.append(STYLES[style](joined))
            joined = []
        if block.kind == "heading" and not any(p.label for p in pieces):
            out.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
        elif block.kind == "note":
            mark = next((m.label for m in block.marks if m.kind == "note"), "*")
            out.append(f"<p><a href='#back'>[{mark}]</a> {escape(block.text, quote=False)}</p>")
        elif block.text:
            out.append(STYLES[style](pieces))
    if joined:
        out.append(STYLES[style](joined))
    return f"<html><head><title>{escape(source.title)}</title></head><body>\n" + "\n".join(out) + "\n</body></html>"


def told(turns: Iterable[Turn]) -> list[tuple[str, str | None, str]]:
    """What must be the same in every markup: label and words folded, and the speaker."""
    return [(" ".join(forms(t.label)), t.speaker, " ".join(forms(t.text))) for t in turns if t.label]


def read_again(
    files: Sequence[tuple[SourceText, str | None]], edition: Edition, catalogue: Catalogue, style: str
) -> tuple[list[tuple[str, str | None, str]], list[tuple[str, str | None, str]]]:
    """The labelled turns of an edition as it is, and as read from the same text in another markup."""
    turns = edition_turns(files, edition, catalogue).turns
    again = [(read_html(set_again(source, turns, style), source.file), sitting) for source, sitting in files]
    return told(turns), told(edition_turns(again, edition, catalogue).turns)
