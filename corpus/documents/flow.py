"""The running text of a book: notes at the foot of the page lifted out, paragraphs cut by a page end rejoined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.documents.paragraphs import Para, join_paragraphs, join_run
from corpus.documents.rules import rules
from corpus.language.script import is_cyrillic
from corpus.model.blocks import SourceText

_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?\.?")
_CLOSERS = "\"'”’»)]}*"
_TERMINAL = ".?!…"
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[.,;–—-]?$")
_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_a-zа-яё]\.$")
_OPENERS = re.compile(r"[\"'“„«‘*(]*")
_CITED = re.compile(r"\((?=[^()\d]*\d)[^()]*\)[.,]?$")
_QUOTE_INTRO = re.compile(rules().joins.introducing, re.I)
MIN_CUT_WORDS = 12
END_CHARS = 2_000
"""Characters at the end of a text by which is told whether what follows goes on with it."""
EVIDENT_LINES = 3


def with_notes_lifted(paras: Sequence[Para]) -> list[Para]:
    """Take the notes out of the flow and give each to the paragraph it stands under; rules are dropped.

    A note goes on where an address stands alone behind it, or where the foot of a later page begins with
    text that has no number before its own first note.
    """
    flow: list[Para] = []
    foot = False
    barrier = False
    noted = -1
    for i, para in enumerate(paras):
        kinds = [p.kind for p in paras[i + 1 : i + 3]]
        if para.kind == "rule":
            foot = not para.centred and _opens_notes(paras, i, flow, noted)
            barrier = barrier or not foot
            continue
        if para.region not in ("body", "heading"):
            flow.append(para)
            foot = False
            continue
        if para.kind == "note" and flow:
            flow[-1] = replace(flow[-1], notes=(*flow[-1].notes, para))
            noted, foot = len(flow) - 1, "note" in kinds and foot
            continue
        if noted >= 0 and _goes_on(para, foot, kinds, flow[noted].notes[-1]):
            flow[noted] = _continued(flow[noted], para)
            continue
        flow.append(replace(para, barrier=barrier))
        barrier = foot = False
    return flow


def _opens_notes(paras: Sequence[Para], i: int, flow: list[Para], noted: int) -> bool:
    following = [p for p in paras[i + 1 : i + 4] if p.kind != "rule"]
    if any(p.kind == "note" for p in following[:2]):
        return True
    return bool(noted >= 0 and following and not ends_sentence(flow[noted].notes[-1].text))


def _goes_on(para: Para, foot: bool, kinds: Sequence[str], last: Para) -> bool:
    if para.kind != "para":
        return False
    if _ADDRESS.fullmatch(para.text):
        return True
    return foot and ("note" in kinds[:1] or not ends_sentence(last.text))


def _continued(owner: Para, rest: Para) -> Para:
    last = owner.notes[-1]
    cut = not ends_sentence(last.text) and not _ADDRESS.fullmatch(rest.text)
    whole = join_paragraphs(last, rest, " " if cut else "\n", pause=cut)
    return replace(owner, notes=(*owner.notes[:-1], whole))


def with_paragraphs_rejoined(source: SourceText, flow: Sequence[Para], begins: Callable[[Para], bool]) -> list[Para]:
    """Join paragraphs that a page end cut in two.

    ``begins`` says of a paragraph that it cannot be the rest of another (it has a label, it is a marker).
    """
    runs: list[list[Para]] = []
    last: Para | None = None
    for para in flow:
        if last is not None and not begins(para) and _is_cut(source, last, para):
            runs[-1].append(para)
            last = _end_of_run(last, para)
        else:
            runs.append([para])
            last = para
    return [join_run(run) for run in runs]


def _end_of_run(first: Para, second: Para) -> Para:
    """Give the end of two paragraphs that are one, which is all that the next one is held against: joined one by one as
    they come, many short ones take the square of their number."""
    glue = "" if first.text.endswith("-") else " "
    return replace(
        first, text=f"{first.text}{glue}"[-END_CHARS:] + second.text, offsets=second.offsets,
        notes=(*first.notes, *second.notes)[-1:], end_page=second.end_page or second.page.label or first.end_page,
        end_sheet=second.end_sheet,
    )


def _is_cut(source: SourceText, first: Para, second: Para) -> bool:
    if first.region != "body" or second.region != "body" or second.barrier or second.kind != "para":
        return False
    if first.kind not in ("para", "item") or first.text.endswith(":") or first.quoted != second.quoted:
        return False
    if is_cyrillic(first.text) and not is_cyrillic(second.text) and second.text[:1].isalpha():
        return False
    if is_cyrillic(second.text) and not is_cyrillic(first.text):
        return False
    return _reads_on(first.text, second.text, _page_ends(source, first, second))


def _page_ends(source: SourceText, first: Para, second: Para) -> bool:
    """Say whether something shows a page end between two paragraphs: notes, a gap, another page."""
    if first.notes or (first.end_sheet is not None and first.end_sheet != second.sheet):
        return True
    if first.end_page is not None and second.page.label != first.end_page:
        return True
    one, two = first.span, second.span
    return bool(source.raw and one and two and source.raw.count("\n", one[1], two[0]) > EVIDENT_LINES)


def _reads_on(first: str, second: str, page_ends: bool) -> bool:
    """Say whether the second of two paragraphs goes on with the sentence of the first; at a page end less is asked."""
    opening = _OPENERS.match(second)
    rest = second[opening.end() :] if opening else second
    if not rest or not rest[0].isalnum() or ends_sentence(first):
        return False
    quoted = bool(opening and opening.group().strip("*("))
    if _QUOTE_INTRO.search(first) and (quoted or rest[0].isupper()):
        return False
    if rest[0].islower() and not quoted:
        return not (opening and "(" in opening.group()) or is_open(first)
    if len(first.split()) < MIN_CUT_WORDS:
        return False
    if first.endswith(",") and rest[0].isupper() and not quoted:
        return page_ends
    return is_open(first) or (page_ends and not quoted and not first.endswith((*_CLOSERS, ";")))


def is_open(text: str) -> bool:
    """Say whether a sentence cannot end with these words: a comma, a dash, an article, an initial."""
    if text.endswith((",", "-", "–", "—")) or _INITIAL.search(text):
        return True
    last = _LAST_WORD.search(text)
    if last is None:
        return False
    word = last.group(1).lower()
    return word in (rules().joins.stops if text.endswith(".") else rules().joins.open)


def ends_sentence(text: str) -> bool:
    """Say whether a text ends with a whole sentence or a citation in brackets."""
    if _INITIAL.search(text) or (text.endswith(".") and is_open(text)):
        return False
    bare = text.rstrip(_CLOSERS + " ")
    return bare.endswith((*_TERMINAL, ":")) or bool(_CITED.search(text)) or bool(_ADDRESS.fullmatch(text.split()[-1]))
