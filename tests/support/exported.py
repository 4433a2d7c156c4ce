"""Passages to be exported: one of each kind of work, and texts that mean harm to the formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lantern import BELOW, BOOKS, CASES, CATALOGUE, READ_ON, turn

from corpus.description.colophon import Colophon
from corpus.export.formats import passages
from corpus.export.passages import About, Extract
from corpus.model.pages import page_json
from corpus.model.turns import Page, TextInfo, Turn

ABOUT = About(READ_ON, "gen-000001 0123456789ab", "2 texts", query='lamp "@x" & <b>', reading="lamp", claim="=1+1",
              base_url="https://trials.example", missing=("gone/1",))
HOSTILE = [
    "x\r\nER  - \r\nTY  - BOOK\r\nTI  - y", "TY  - BOOK", "}\n@book{y, title={z}}", "{" * 40, "}" * 40,
    r"\input{x} 5 % #1 $a_b^c~d &",
    '"quoted" ‘and’ «so»', "=HYPERLINK(0)", "@SUM(1)", "<script>&amp;]]></x>", "שלום עולם ‮abc", "long " * 4000,
    "a\x00b\x1bc\ufffe",
    "A and B, C; D", "Ёлка — «ёлка»", "\u2028line\u0085next",
]


def extract(passage: Turn, info: TextInfo, **more: Any) -> Extract:
    fields = {
        "ref": passage.ref, "document": passage.text_id, "lang": passage.lang, "ordinal": passage.ordinal,
        "trial": info.trial,
        "kind": passage.kind, "sitting": passage.sitting, "section": passage.section, "speaker": passage.speaker,
        "label": passage.label, "role": passage.role, "text": passage.text,
        "page": page_json(passage.page),
    }
    return Extract(passage, info, fields, more.pop("rights", "not known"), passage.page, **more)


def invented() -> list[Extract]:
    return [extract(replace(one, ref=f"{one.text_id}/1931-05-04-morning/{n:04d}", text=f"Lamp {n}: “ipsum”\nDolor."),
                    BOOKS[one.text_id], below=BELOW.get(case) or Colophon())
            for n, (case, one) in enumerate(CASES.items(), 1)]


def hostile() -> list[Extract]:
    return [extract(turn("essay", Page(f"{n}", "printed"), ref=f"essay/{n:04d}", text=said, section=said, label=said),
                    replace(BOOKS["essay"], title=said, author=f"Quill, {said}", publisher=said or None, place=said,
                            url="https://x.example/" + said[:60]), note=said, judgement="silent", rights=said)
            for n, said in enumerate(HOSTILE, 1)]


def written(form: str, extracts: Sequence[Extract], style: str = "chicago", about: About = ABOUT) -> bytes:
    return b"".join(passages(form, extracts, about, CATALOGUE, style))
