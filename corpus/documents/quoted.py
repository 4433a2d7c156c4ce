"""Which paragraphs of a citing document are quotations and which are the author's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.documents.paragraphs import Para
from corpus.documents.said import Said
from corpus.documents.translations import Translation, ends_with_citation, is_marker, is_page_mark
from corpus.documents.voices import LONE_CITATION, ParagraphVoice

_OPENS = re.compile(r"(?:\.{3}\s*|…\s*)?[\"“«„]")
_CLOSES = re.compile(r"[\"”»](?:\s*\([^()]*\))*\W{0,3}$")
MAX_QUOTED = 12
MIN_PROSE = 2
"""Words behind a closing quotation mark, outside brackets and further marks, that are the author's."""
_MARK = re.compile("[“”«»„\"]")
_MARKED = re.compile(r"\([^()]*\)|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]|\"[^\"]*\"")
_PROSE = re.compile(r"[^\W\d_]{2,}")
MAX_INTRODUCED = 6


def quotation_paragraphs(
    paras: Sequence[Para], said: Sequence[Said | None], spoken: Sequence[ParagraphVoice | None], langs: Sequence[str],
    main: str, pairs: Sequence[Translation],
) -> list[bool]:
    """Say of every paragraph whether it is a quotation.

    Signs: a label, the source's own quotation markup, another language, a translation after its marker,
    quotation marks around the whole, a line before it that ends with a colon.
    """
    body = [p.region == "body" and p.kind == "para" for p in paras]
    out = [
        p.quoted or spoken[i] is not None or (body[i] and langs[i] != main) for i, p in enumerate(paras)
    ]
    for pair in pairs:
        for i in (*pair.original, *pair.translation):
            out[i] = out[i] or paras[i].kind != "heading"
    _add_marked(paras, said, body, out)
    _add_appendages(paras, body, out)
    return out


def _add_marked(
    paras: Sequence[Para], said: Sequence[Said | None], body: Sequence[bool], out: list[bool]
) -> None:
    """Add the paragraphs inside quotation marks, and those that a line with a colon introduces."""
    for i in range(len(paras)):
        if out[i] or not body[i] or is_marker(paras[i]) or _announces(said[i]):
            continue
        end = _by_marks(paras, body, i)
        if end < 0 and _introduced(paras, said, i):
            end = _by_citation(paras, said, body, out, i)
        for j in range(i, end + 1):
            out[j] = True


def _add_appendages(paras: Sequence[Para], body: Sequence[bool], out: list[bool]) -> None:
    """Add what stands alone behind a quotation and belongs to it: the page of the quoted work, or its citation."""
    for i in range(1, len(paras)):
        if out[i - 1] and body[i] and (is_page_mark(paras[i]) or LONE_CITATION.fullmatch(paras[i].text)):
            out[i] = True


def _announces(said: Said | None) -> bool:
    return said is not None and said.form in ("lead", "prose")


def _by_marks(paras: Sequence[Para], body: Sequence[bool], i: int) -> int:
    """Give the last paragraph of a quotation set in quotation marks that begins at ``i``, or -1."""
    if not _OPENS.match(paras[i].text) or _goes_on(paras[i].text):
        return -1
    if _CLOSES.search(paras[i].text) and _balanced(paras[i].text):
        return i
    if _balanced(paras[i].text):
        return -1
    for j in range(i + 1, min(len(paras), i + MAX_QUOTED)):
        if not body[j]:
            return -1
        if _CLOSES.search(paras[j].text) and not _balanced(paras[j].text):
            return j
    return -1


def _goes_on(text: str) -> bool:
    """Say whether the author's words follow behind the closing mark of what a paragraph begins with."""
    depth = 0
    for match in _MARK.finditer(text):
        sign = match.group()
        before = text[match.start() - 1 : match.start()]
        opens = sign in "“«„" or (sign == '"' and (not before or before.isspace() or before in "(["))
        depth += 1 if opens else -1
        if depth <= 0:
            rest = _MARKED.sub(" ", text[match.end() :])
            return len(_PROSE.findall(rest)) >= MIN_PROSE
    return False


def _balanced(text: str) -> bool:
    """Say whether quotation marks that open also close; signs of different pages may be mixed."""
    opened = sum(text.count(sign) for sign in "“«„")
    closed = sum(text.count(sign) for sign in "”»")
    return (opened + closed + text.count('"')) % 2 == 0


def _introduced(paras: Sequence[Para], said: Sequence[Said | None], i: int) -> bool:
    if i == 0:
        return False
    before = paras[i - 1]
    ends = before.text.rstrip().endswith(":") and before.kind == "para" and before.region == "body"
    return (ends and not is_marker(before)) or _announces(said[i - 1])


def _by_citation(
    paras: Sequence[Para], said: Sequence[Said | None], body: Sequence[bool], out: Sequence[bool], i: int
) -> int:
    """Give the last paragraph of a quotation that a line introduced: up to a citation, else one paragraph."""
    for j in range(i, min(len(paras), i + MAX_INTRODUCED)):
        stops = not body[j] or said[j] or is_marker(paras[j]) or out[j]
        if stops or paras[j].text.rstrip().endswith(":"):
            return i
        if ends_with_citation(paras[j].text):
            return j
    return i
