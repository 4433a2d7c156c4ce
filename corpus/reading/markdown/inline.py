"""The running text of Markdown: markup taken off, note marks lifted out, every character traced to the file.

Follows CommonMark where books made from OCR or EPUB do, and is more forgiving where they do not: ``*`` opens
before and closes behind anything but white space, marks without a partner stay as text, doubled backslashes
escape, and what only looks like a tag (``<c.253>``) is text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape

from corpus.model.blocks import LeftOut
from corpus.model.offsets import OffsetMap, TextBuilder
from corpus.model.turns import Mark, MarkKind
from corpus.reading.pdf.hyphens import HYPHENS
from corpus.reading.raised import BEHIND, part_of_number

_TAGS = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|hr|i|img|ins|li|mark|ol|p|q|s|small|span|strike|"
    "strong|sub|sup|table|tbody|td|th|tr|u|ul"
)
_BRACKETED = r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]"
_URL = r"<?(?:[^\s()<>]|\([^\s()]*\))*>?"
_TOKEN = re.compile(
    rf"""
    (?P<escape>\\+[!-/:-@\[-`{{-~])
    |(?P<sup><sup>(?P<raised>[^<>]{{1,12}})</sup>)
    |(?P<comment><!--.{{0,4000}}?-->)
    |(?P<auto><(?:https?://|mailto:|www\.)[^<>\s]+>)
    |(?P<tag></?(?:{_TAGS})(?:\s[^<>]*)?/?>)
    |(?P<footref>\[\^[^\[\]\s]+\])
    |(?P<link>!?(?P<label>{_BRACKETED})\((?P<target>{_URL})(?:\s+"[^"]*")?\))
    |(?P<numref>(?<=[\w.,;:!?)\]"'”’»…])\[\d{{1,3}}\])
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    |(?P<small>[⁰¹²³⁴-⁹]+)
    |(?P<url>https?://[^\s<>()\[\]*\\]+)
    |(?P<delim>\*+|_+|~~)
    |(?P<space>\s+)
    """,
    re.X | re.S | re.I,
)
_PLAIN_TOKEN = re.compile(
    r"""
    (?P<numref>(?<=[\w.,;:!?)\]"'”’»…])\[\d{1,3}\])
    |(?P<small>[⁰¹²³⁴-⁹]+)
    |(?P<space>\s+)
    """,
    re.X,
)
"""What is no text in a plain text: raised figures, numbers of notes, white space."""

_NOTE_LABEL = re.compile(r"\s*(\d{1,3}|[*†‡§]{1,3}|[a-z])\s*")
MAX_OPEN = 50
"""Delimiters without a partner looked back over: more are no emphasis, and looking costs time."""
_PLACE = re.compile(r"[:/.#]")
_CLOSING = ",.;:!?)]}»”’…"
_HTML_MARKS: dict[str, MarkKind] = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "u": "underline",
    "ins": "underline", "s": "struck", "del": "struck", "strike": "struck",
}


@dataclass(slots=True)
class _Token:
    """A piece of the source. ``opens`` and ``closes`` are filled for delimiters that found a partner."""

    kind: str
    start: int
    end: int
    text: str
    opens: list[MarkKind] = field(default_factory=list)
    closes: list[MarkKind] = field(default_factory=list)
    used: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """The text of one block with its marks, its offsets in the file, and what was taken out."""

    text: str
    offsets: OffsetMap
    marks: tuple[Mark, ...]
    left_out: tuple[LeftOut, ...]


def read_inline(
    raw: str, spans: Iterable[tuple[int, int]], join: Callable[[str, str], str], *, plain: bool = False
) -> Inline:
    """Read the lines raw[start:end] of one block as one text; in a ``plain`` text every sign is text.

    ``join`` is given the last word of a line that ends with a hyphen and the first of the next and says what
    stands between them: ``"-"``, or ``""`` where the hyphen only divided a word. Other lines are joined by a
    space.
    """
    tokens: list[_Token] = []
    for start, end in spans:
        if tokens:
            tokens.append(_line_join(raw, tokens[-1], start, end, join))
        tokens.extend(_plain_tokens(raw, start, end) if plain else _tokens(raw, start, end))
    _pair(tokens)
    return _Writer(raw).write(tokens)


def _line_join(raw: str, last: _Token, start: int, end: int, join: Callable[[str, str], str]) -> _Token:
    left = re.search(rf"[^\W\d_]+(?:-[^\W\d_]+)*[{HYPHENS}]$", last.text) if last.kind == "text" else None
    right = re.match(r"[^\W\d_]+", raw[start:end])
    if left is None or right is None:
        return _Token("join", start, start, " ")
    if join(left.group(), right.group()) == "":
        last.text = last.text[:-1]
        last.end -= 1
    return _Token("join", start, start, "")


def _tokens(raw: str, start: int, end: int) -> Iterator[_Token]:
    """Cut text into tokens, in order and without gaps. The words of a link are tokens themselves, its address one that
    is left out."""
    place = start
    for match in _TOKEN.finditer(raw, start, end):
        kind = match.lastgroup if match.lastgroup not in ("raised", "label", "target") else None
        kind = kind or ("sup" if match.group("sup") else "link")
        if kind == "link" and not _is_link(match):
            continue
        if match.start() < place:
            continue
        if match.start() > place:
            yield _Token("text", place, match.start(), raw[place : match.start()])
        if kind == "link":
            yield from _tokens(raw, match.start("label") + 1, match.end("label") - 1)
            yield _Token("target", match.start("target"), match.end("target"), match.group("target"))
        else:
            yield _Token(kind, match.start(), match.end(), match.group())
        place = match.end()
    if place < end:
        yield _Token("text", place, end, raw[place:end])


def _plain_tokens(raw: str, start: int, end: int) -> Iterator[_Token]:
    place = start
    for match in _PLAIN_TOKEN.finditer(raw, start, end):
        if match.start() > place:
            yield _Token("text", place, match.start(), raw[place : match.start()])
        yield _Token(str(match.lastgroup), match.start(), match.end(), match.group())
        place = match.end()
    if place < end:
        yield _Token("text", place, end, raw[place:end])


def _is_link(match: re.Match[str]) -> bool:
    """Tell a link from an insertion in square brackets before a page number: ``[sic](165)``."""
    return match.group().startswith("!") or bool(_PLACE.search(match.group("target")))


def _pair(tokens: list[_Token]) -> None:
    """Find the partners of the delimiters, the nearest first, as CommonMark does."""
    openers: list[_Token] = []
    for index, token in enumerate(tokens):
        if token.kind != "delim":
            continue
        before = _char(tokens[index - 1], -1) if index else " "
        after = _char(tokens[index + 1], 0) if index + 1 < len(tokens) else " "
        # A sign between two figures is the text's own, as in 3*4*5: nobody emphasises a part of a number.
        if before.isdecimal() and after.isdecimal():
            continue
        inside = token.text[0] == "_"
        if _clings(before, after) and not (inside and after.isalnum()):
            _close(token, openers)
        if token.used < len(token.text) and _clings(after, before) and not (inside and before.isalnum()):
            openers.append(token)


def _clings(to: str, away: str) -> bool:
    """Say whether a delimiter belongs to the character on one side rather than to that on the other."""
    return not to.isspace() and (to.isalnum() or not away.isalnum())


def _char(token: _Token, index: int) -> str:
    """Give the character of a token next to a delimiter; note marks and tags count as punctuation."""
    if token.kind in ("text", "escape", "space", "join", "entity", "url"):
        return token.text[index] if token.text else "-"
    return "."


def _close(closer: _Token, openers: list[_Token]) -> None:
    """Pair a closing run of signs with the openers before it, the nearest first; two signs are bold, one italic."""
    while (free := len(closer.text) - closer.used) > 0:
        reach = range(len(openers) - 1, max(-1, len(openers) - 1 - MAX_OPEN), -1)
        at = next((i for i in reach if openers[i].text[0] == closer.text[0]), None)
        if at is None:
            return
        opener = openers[at]
        size = 2 if free > 1 and len(opener.text) - opener.used > 1 else 1
        kind: MarkKind = "struck" if closer.text[0] == "~" else "bold" if size == 2 else "italic"
        opener.opens.insert(0, kind)
        closer.closes.append(kind)
        opener.used += size
        closer.used += size
        del openers[at + (opener.used < len(opener.text)) :]


class _Writer:
    """Writes the tokens of one block into a text with marks."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.builder = TextBuilder()
        self.marks: list[Mark] = []
        self.left_out: list[LeftOut] = []
        self.space: int | None = None
        self.after_note = False
        self.tail = ""
        self.open: list[tuple[MarkKind, int | None]] = []

    def write(self, tokens: list[_Token]) -> Inline:
        for token in tokens:
            getattr(self, f"_{token.kind}", self._text)(token)
        text, offsets = self.builder.build()
        marks = sorted(self.marks, key=lambda mark: (mark.start, mark.end))
        return Inline(text, offsets, tuple(marks), tuple(self.left_out))

    def _emit(self, text: str, source: int, width: int | None = None) -> None:
        """Write text, with the space that is due before it; marks that wait for their first letter begin here."""
        if not text:
            return
        if self.space is not None and len(self.builder) and not (self.after_note and text[0] in _CLOSING):
            if self.space >= 0:
                self.builder.add(" ", self.space)
            else:
                self.builder.insert(" ")
            self.tail += " "
        self.space, self.after_note, self.tail = None, False, (self.tail + text)[-BEHIND:]
        if self.open and self.open[-1][1] is None:
            self.open = [(kind, len(self.builder) if at is None else at) for kind, at in self.open]
        self.builder.add(text, source, width)

    def _text(self, token: _Token) -> None:
        self._emit(token.text, token.start)

    def _space(self, token: _Token) -> None:
        if self.space is None:
            at = token.text.find(" ")
            self.space = token.start + at if at >= 0 else -1

    def _join(self, token: _Token) -> None:
        if token.text and self.space is None:
            self.space = -1

    def _escape(self, token: _Token) -> None:
        self._emit(token.text[-1], token.end - 1)

    def _auto(self, token: _Token) -> None:
        self._emit(token.text[1:-1], token.start + 1)

    def _entity(self, token: _Token) -> None:
        text = unescape(token.text)
        if text == token.text:
            self._emit(text, token.start)
        elif text.isspace():
            self.space = -1
        else:
            self._emit(text, token.start, len(token.text))

    def _delim(self, token: _Token) -> None:
        for kind in token.closes:
            self._close(kind)
        if token.used < len(token.text):
            left = len(token.text) - token.used
            self._emit(token.text[:left], token.start)
        self.open.extend((kind, None) for kind in token.opens)

    def _close(self, kind: MarkKind) -> None:
        at = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i][0] == kind), None)
        if at is None:
            return
        _, start = self.open.pop(at)
        if start is not None and start < len(self.builder):
            self.marks.append(Mark(kind, start, len(self.builder)))

    def _tag(self, token: _Token) -> None:
        """Take an HTML tag: a mark opens or closes, a break is a space, and the tag itself is left out."""
        name = re.sub(r"[^a-z].*", "", token.text.lower().lstrip("</"), flags=re.S)
        kind = _HTML_MARKS.get(name)
        if kind and token.text.startswith("</"):
            self._close(kind)
        elif kind:
            self.open.append((kind, None))
        elif name in ("br", "p", "div", "li", "tr", "td", "th"):
            self.space = -1 if self.space is None else self.space
        self._leave(token)

    def _leave(self, token: _Token) -> None:
        self.left_out.append(LeftOut("markup", token.text, token.start, token.end))

    _comment = _leave
    _target = _leave

    def _note(self, label: str) -> None:
        at = len(self.builder)
        self.marks.append(Mark("note", at, at, unicodedata.normalize("NFKC", label)))
        self.after_note = True

    def _sup(self, token: _Token) -> None:
        inner = token.text[5:-6]
        if self.space is None and (figure := part_of_number(self.tail, inner)):
            self._emit(figure, token.start, len(token.text))
        elif _NOTE_LABEL.fullmatch(inner):
            self._note(inner.strip())
        else:
            self._emit(inner.strip(), token.start + 5 + len(inner) - len(inner.lstrip()))

    def _small(self, token: _Token) -> None:
        if self.space is None and part_of_number(self.tail, token.text):
            self._emit(token.text, token.start)
        else:
            self._note(token.text)

    def _footref(self, token: _Token) -> None:
        self._note(token.text[2:-1])

    def _numref(self, token: _Token) -> None:
        self._note(token.text[1:-1])
