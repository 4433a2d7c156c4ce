"""Rich text as data: stretches of plain and italic text, and the cleaning that every field goes through."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote as percent

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\s|$)")
_CLOSING = "”’\""
"""Quotation marks within which a full stop may stand; behind » it follows."""

_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one type face."""

    text: str
    italic: bool = False


class Rich:
    """Collects spans; neighbours in one face are joined.

    With ``inside`` commas and full stops go inside closing quotation marks, as American usage has it.
    """

    def __init__(self, *, inside: bool = False) -> None:
        self._spans: list[Span] = []
        self._inside = inside

    def add(self, text: str, *, italic: bool = False) -> Rich:
        """Append text; nothing for an empty one."""
        if self._inside and text.startswith((",", ".")) and self._spans:
            last = self._spans[-1]
            if marks := _ends_quotation(last.text):
                self._spans[-1] = Span(last.text[:-marks] + text[0] + last.text[-marks:], last.italic)
                text = text[1:]
        if text and self._spans and self._spans[-1].italic == italic:
            self._spans[-1] = Span(self._spans[-1].text + text, italic)
        elif text:
            self._spans.append(Span(text, italic))
        return self

    def stop(self) -> Rich:
        """End with a full stop unless there is an end mark already."""
        last = self._spans[-1].text if self._spans else ""
        core = last.rstrip(_CLOSING)
        return self if core.endswith((".", "?", "!", "…")) else self.add(".")

    def spans(self) -> tuple[Span, ...]:
        """Give what was collected."""
        return tuple(self._spans)


def _ends_quotation(text: str) -> int:
    """Count the closing quotation marks at the end of a text: two where one quotation ends within another.

    What stands before ” as an apostrophe closes nothing.
    """
    if text.endswith("’”") and "‘" in text:
        return 2
    return 1 if text.endswith(("”", "’")) else 0


def clean(text: str | None) -> str:
    """Give a field as one line: no control or direction characters, single spaces, no space around."""
    if not text:
        return ""
    line = unicodedata.normalize("NFC", text)
    # Nothing of what is printable is any of these.
    if not line.isprintable():
        line = "".join(
            " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in line
            if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn") or c in "\u200c\u200d"
        )
    return " ".join(line.split())


def clean_url(url: str | None) -> str:
    """Give an address in ASCII, with spaces, quotes, braces and letters outside ASCII percent-encoded."""
    text = (url or "").strip().encode("utf-8", "ignore").decode()
    return percent(text, safe="%/:?#[]@!$&()*+,;=~-._")


def typeset(text: str, lang: str) -> str:
    """Put typewriter quotation marks and apostrophes into those of print in the given language."""
    text = _QUOTED.sub(r"«\1»" if lang == "ru" else r"“\1”", text)
    return _APOSTROPHE.sub("’", text)


def quoted(text: str, lang: str) -> str:
    """Put a title or quotation into the quotation marks of a language, those inside into the second kind."""
    if lang == "ru":
        return "«" + _QUOTED.sub(r"„\1“", text).replace("«", "„").replace("»", "“") + "»"
    return "“" + _QUOTED.sub(r"‘\1’", text).replace("“", "‘").replace("”", "’") + "”"


def sentence(text: str) -> str:
    """Give text with a full stop, unless it is empty or ends with a mark of its own, also within quotation marks."""
    return text if not text or text.rstrip(_CLOSING).endswith((".", "?", "!", "…")) else f"{text}."


def plain(text: str) -> tuple[Span, ...]:
    """Give text without italics as spans."""
    return (Span(text),)
