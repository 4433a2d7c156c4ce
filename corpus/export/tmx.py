"""Pairs as a translation memory: TMX 1.4b (LISA OSCAR 2005), which translators' programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple
from xml.etree import ElementTree as ET

from corpus.alignment.lexicon import Lexicon
from corpus.alignment.marks import least_likely, mark
from corpus.export.passages import PROGRAM, About, program_version
from corpus.export.xml_text import clean
from corpus.model.turns import Pair, Turn

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class UnitsWritten(NamedTuple):
    """How many units a memory holds, and how many were too doubtful for it."""

    written: int
    doubtful: int


def write_tmx(
    out: BinaryIO,
    pairs: Iterable[Pair],
    turns: Mapping[str, Turn],
    *,
    sentences: bool = False,
    lexicon: Lexicon | None = None,
    about: About | None = None,
    rights: Iterable[str] = (),
    least: float | None = None,
) -> UnitsWritten:
    """Write pairs as TMX to ``out`` and say how many units were written and left out.

    Programs take every unit of a memory for a translation, so that pairs less certain than ``least``, by default those
    that are guesses, are left out.
    ``turns`` are all turns by reference. A unit is a pair, or with ``sentences`` its sentences, aligned with the
    ``lexicon``; those that one side lacks are left out. Its properties are the references, the certainty (0 to 1),
    its mark, the kind and status of the pair, and translator and source of a printed one. ``about`` says what was
    asked, ``rights`` whose the texts are.
    """
    least = least_likely() if least is None else least
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n')
    header = ET.Element("header", {
        "creationtool": PROGRAM, "creationtoolversion": program_version(),
        "segtype": "sentence" if sentences else "paragraph",
        "o-tmf": PROGRAM, "adminlang": "en", "srclang": "ru", "datatype": "plaintext",
    })
    for name, value in (about.marks if about else {}).items():
        ET.SubElement(header, "prop", {"type": f"x-{name}"}).text = clean(value)
    ET.SubElement(header, "prop", {"type": "x-least"}).text = f"{least:g}"
    for line in rights:
        ET.SubElement(header, "note").text = clean(line)
    out.write(ET.tostring(header, "utf-8") + b"\n<body>\n")
    count = doubtful = 0
    for pair in pairs:
        for left, right, confidence in _segments(pair, turns, lexicon, sentences=sentences):
            if confidence < least:
                doubtful += 1
                continue
            count += 1
            out.write(ET.tostring(_unit(count, pair, left, right, confidence), "utf-8") + b"\n")
    out.write(b"</body>\n</tmx>\n")
    return UnitsWritten(count, doubtful)


def _segments(
    pair: Pair, turns: Mapping[str, Turn], lexicon: Lexicon | None, *, sentences: bool
) -> Iterator[tuple[str, str, float]]:
    """Give the texts of a pair with their confidence, whole or by the sentences that answer each other."""
    left, right = ([turns[ref] for ref in refs] for refs in (pair.left, pair.right))
    if not sentences:
        yield "\n".join(t.text for t in left), "\n".join(t.text for t in right), pair.confidence
        return
    from corpus.alignment.sentences import sentence_pairs  # needs numpy, which whole turns do not

    for link in sentence_pairs(left, right, lexicon, condensed=pair.kind == "condensed"):
        if link.left and link.right:
            ours, theirs = (
                " ".join(turns[place.ref].text[place.start : place.end] for place in side)
                for side in (link.left, link.right)
            )
            yield ours, theirs, min(pair.confidence, link.confidence)


def _unit(number: int, pair: Pair, left: str, right: str, confidence: float) -> ET.Element:
    unit = ET.Element("tu", {"tuid": str(number)})
    properties = {
        "x-left": " ".join(pair.left), "x-right": " ".join(pair.right), "x-confidence": f"{confidence:.3f}",
        "x-mark": mark(confidence), "x-kind": pair.kind, "x-status": pair.status,
        "x-translator": pair.translator, "x-source": pair.source,
    }
    for name, value in properties.items():
        if value:
            ET.SubElement(unit, "prop", {"type": name}).text = clean(value)
    for lang, text in zip(pair.langs, (left, right), strict=True):
        ET.SubElement(ET.SubElement(unit, "tuv", {_LANG: lang}), "seg").text = clean(text)
    return unit
