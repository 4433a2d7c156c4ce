"""What the reading of a text doubts, in the language of the page: its English sentences, recognised and translated."""

from __future__ import annotations

import re

from webapp.i18n.i18n import N_, gettext
from webapp.models.models import Words
from webapp.wording.sentences import filled, recognised, words_in

SENTENCES = (
    N_("the label %(label)s names nobody in the catalogue"),
    N_("the note beginning %(words)s may break off"),
    N_("label %(label)s read as %(name)s"),
    N_("label %(label)s fits several persons"),
    N_("a label seems misprinted: %(words)s"),
    N_("%(edition)s is held twice: the user's own copy is %(name)s"),
    N_("no speaker was recognised in it: is it this edition, in this language, with a good text layer?"),
    N_("The file has no end mark and may be cut short: compare its last page with the print."),
    N_("The file's table of its parts is damaged; the parts were searched for, and some may be missing."),
    N_("The file states %(stated)s pages; %(found)s could be read."),
    N_("The file states %(stated)s page; %(found)s could be read."),
    N_("Sheet %(sheet)s could not be read whole: %(fault)s."),
    N_("No text on sheet %(sheets)s."),
    N_("No text on sheets %(sheets)s."),
    N_("Sheet %(sheet)s: %(unknown)s of %(all)s signs are unreadable (the file does not name them)."),
    N_("Sheet %(sheet)s reads “%(read)s”; by its neighbours it is page %(page)s."),
    N_("Page labels counted from the neighbours: %(pages)s."),
    N_("No page numbers were found: passages are cited by sheet."),
    N_("No page number is known for sheet %(sheets)s."),
    N_("No page number is known for sheets %(sheets)s."),
    N_("Sheet %(sheet)s: “%(word)s” was rejoined in doubt."),
    N_("Sheet %(sheet)s: “%(read)s” was taken for the label “%(label)s”."),
    N_("correction of %(place)s (line %(line)s) was not applied: %(why)s"),
    N_("there is no such passage"),
    N_("the text there has changed (its mark is %(mark)s, not %(old)s)"),
    N_("%(now)s stands there, not %(was)s"),
    N_("nobody in the catalogue is called %(name)s"),
    N_("%(words)s does not stand there"),
    N_("%(words)s stands there more than once; give more words"),
)
"""The sentences with their places; what fills a place may be one of them."""

_LINE = re.compile(r"(?P<file>.+), line (?P<lines>[\d–]+)")
_SHEET = re.compile(r"\(sheet (\d+)\)")


_WRITTEN = re.compile(r"""'(?P<one>.*)'|"(?P<two>.*)\"""", re.DOTALL)
"""Words set between the quotation marks of a program."""

OF_TEXT = frozenset({"label", "name", "now", "read", "was", "word", "words"})
"""Places that hold words of the text."""


def doubt(said: str, lang: str | None) -> tuple[Words, ...]:
    """Give a sentence in the language of the page, in parts; ``lang`` is that of the text. An unknown one stays so."""
    return _known(said, lang) or _placed(said, lang) or (words_in(said, "en"),)


def _known(said: str, lang: str | None) -> tuple[Words, ...]:
    found = recognised(said, SENTENCES)
    if found is None:
        return ()
    sentence, values = found
    return filled(sentence, {name: _value(name, value, lang) for name, value in values.items()})


def _value(name: str, value: str, lang: str | None) -> Words | tuple[Words, ...]:
    if known := _known(value, lang):
        return known
    if name not in OF_TEXT:
        return Words(_SHEET.sub(lambda m: gettext("(sheet %(sheet)s)", sheet=m[1]), value))
    written = _WRITTEN.fullmatch(value)
    if written is None:
        return words_in(value, lang)
    return filled("“%(words)s”", {"words": words_in(written["one"] or written["two"] or "", lang)})


def _placed(said: str, lang: str | None) -> tuple[Words, ...]:
    """Translate what stands behind the name of a file, and the line in that."""
    for colon in re.finditer(": ", said):
        rest = _known(said[colon.end():], lang)
        if rest:
            place = _LINE.fullmatch(said[:colon.start()])
            where = gettext("%(file)s, line %(lines)s", **place.groupdict()) if place else said[:colon.start()]
            return (Words(f"{where}: "), *rest)
    return ()
