"""Russian dialogue in the forms of its editions and of the sites that copy them: read, then paired with the English.

The words are the specimen's. Labels are in title case with a colon or a full stop, or in capitals; pages are of
paragraphs, of line breaks, of one line a paragraph, wrapped, run on, or cut anywhere.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from html import escape

import align_gold as gold
import pytest
from related import align_library

from corpus.catalogue.catalogue import load
from corpus.editions.turns import EditionTurns, edition_turns
from corpus.language.words import forms
from corpus.model.turns import TextInfo, Turn
from corpus.reading import formats as reading

F1, SURE, READ = 0.97, 0.97, 0.985

Label = Callable[[Turn], str]
Layout = Callable[[Sequence[Turn], Label], dict[str, str]]


def _name(turn: Turn) -> tuple[str, str]:
    name, bracket, direction = (turn.label or "").partition(" (")
    return name, bracket + direction


def _colon(turn: Turn) -> str:
    name, direction = _name(turn)
    return f"{name.title()}{direction}:"


def _stop(turn: Turn) -> str:
    name, direction = _name(turn)
    return f"{name.title()}{direction}."


def _close(turn: Turn) -> str:
    """With the space before a direction lost."""
    return _stop(turn).replace(" (", "(")


def _capitals(turn: Turn) -> str:
    name, direction = _name(turn)
    return f"{name.upper()}{direction}:"


def _titled(turn: Turn) -> str:
    """With a word before the name, as the court's secretaries write it."""
    title = {"defendant": "ПОДСУДИМЫЙ ", "prosecutor": "ТОВ. ", "witness": "СВИДЕТЕЛЬ "}.get(turn.role or "", "")
    return title + _capitals(turn)


LABELS: dict[str, Label] = {
    "colon": _colon, "stop": _stop, "stop, space lost": _close, "capitals": _capitals, "capitals, titled": _titled,
}


def _page(body: str) -> str:
    return f"<html><head><title>Отчёт</title></head><body>\n{body}\n</body></html>"


def _lines(turn: Turn, label: Label, between: str = " ") -> str:
    return f"{label(turn)}{between}{turn.text}" if turn.label else turn.text


def _paragraphs(turns: Sequence[Turn], label: Label, tag: str = "") -> dict[str, str]:
    out = []
    for turn in turns:
        first = escape(label(turn), quote=False) if turn.label else ""
        first = f"<{tag}>{first}</{tag}> " if first and tag else f"{first} " if first else ""
        out.append("\n".join(f"<p>{first * (not at)}{escape(text, quote=False)}</p>"
                             for at, text in enumerate(turn.text.split("\n"))))
    return {"a.html": _page("\n".join(out))}


def _own(turns: Sequence[Turn], label: Label) -> dict[str, str]:
    parts = [part for turn in turns for part in ((label(turn),) if turn.label else ()) + tuple(turn.text.split("\n"))]
    return {"a.html": _page("\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts))}


def _breaks(turns: Sequence[Turn], label: Label) -> dict[str, str]:
    text = "\n".join(_lines(turn, label) for turn in turns)
    return {"a.html": _page(escape(text, quote=False).replace("\n", "<br>\n"))}


def _text(turns: Sequence[Turn], label: Label, between: str = "\n") -> dict[str, str]:
    return {"a.txt": between.join(_lines(turn, label) for turn in turns)}


def _wrapped(turns: Sequence[Turn], label: Label) -> dict[str, str]:
    lines = [textwrap.fill(part, 66, initial_indent="    ")
             for turn in turns for part in _lines(turn, label).split("\n")]
    return {"a.txt": "\n".join(lines)}


def _glued(turns: Sequence[Turn], label: Label) -> dict[str, str]:
    """A label stands at the end of the line of the turn before."""
    out = ""
    for turn in turns:
        out += f"{label(turn)}\n{turn.text}" if turn.label else f"\n{turn.text}\n"
    return {"a.txt": out}


def _cut(turns: Sequence[Turn], label: Label) -> dict[str, str]:
    """Pages of a reading site: of one size, cut between any two words, with its own words around."""
    text, files, at = "\n".join(_lines(turn, label) for turn in turns), {}, 0
    while at < len(text):
        end = text.find(" ", at + 6000)
        end = len(text) if end < 0 else end
        body = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text[at:end].split("\n") if line.strip())
        files[f"{len(files):02d}.html"] = _page(f"{body}<p><a href='x'>Назад</a> <a href='y'>Вперёд</a></p>")
        at = end
    return files


LAYOUTS: dict[str, Layout] = {
    "paragraphs": _paragraphs,
    "bold": lambda turns, label: _paragraphs(turns, label, "b"),
    "own paragraph": _own,
    "line breaks": _breaks,
    "a line a paragraph": _text,
    "blank lines": lambda turns, label: _text(turns, label, "\n\n"),
    "wrapped and indented": _wrapped,
    "glued": _glued,
    "cut pages": _cut,
}
NEVER = {("glued", name) for name in LABELS if name.startswith("stop")}
"""A name and a stop behind a sentence are no label but in a text that sets all of them so."""


USUAL = ("colon", "stop", "capitals")
"""The three forms of the editions; the others are tried in one layout."""


@cache
def _spoken() -> tuple[Turn, ...]:
    return tuple(turn for turn in gold.edition(gold.RUSSIAN) if turn.kind != "note")


def _key(turn: Turn) -> tuple[str | None, str]:
    return turn.speaker, " ".join(forms(turn.text))


@pytest.mark.parametrize(("layout", "label"), [
    (layout, label) for layout in LAYOUTS for label in LABELS
    if (layout, label) not in NEVER and (layout == "a line a paragraph" or label in USUAL)
])
def test_every_layout_is_read_and_paired(layout: str, label: str) -> None:
    catalogue = load("specimen")
    files = LAYOUTS[layout](_spoken(), LABELS[label])
    texts = [(text, None) for name, raw in files.items()
             for text in reading.read(raw.encode(), reading.sniff(raw.encode(), name), name)]
    read = edition_turns(texts, catalogue.edition(gold.RUSSIAN), catalogue).turns

    wanted = Counter((turn.speaker, " ".join(forms(turn.text))[:40]) for turn in _spoken() if turn.label)
    found = Counter((turn.speaker, " ".join(forms(turn.text))[:40]) for turn in read if turn.label)
    assert 2 * (wanted & found).total() / (wanted.total() + found.total()) >= READ, (wanted - found, found - wanted)

    english = gold.edition(gold.ENGLISH)
    infos = [TextInfo(name, "transcript", name[:2], name, trial="specimen") for name in (gold.RUSSIAN, gold.ENGLISH)]
    pairs = align_library([(infos[0], read), (infos[1], english)], catalogue)
    links = _known_links(read)
    sure = gold.links(pairs, sure=True)
    assert gold.f1(gold.links(pairs), links) >= F1
    assert len(sure & links) >= SURE * len(sure)


def _known_links(read: Sequence[Turn]) -> gold.Links:
    """The known links by the turns as read: the one of the same words, in order; an unread one keeps its old name."""
    names: dict[tuple[str | None, str], list[str]] = {}
    for turn in read:
        names.setdefault(_key(turn), []).append(turn.ref)
    new = {turn.ref: (names.get(_key(turn)) or [turn.ref]).pop(0) for turn in _spoken()}
    return {(new.get(left, left), right) for left, right in gold.known()}


STOPPED = ["Орсецкий. Где фонарь?", "Даль-Ренин. Там.", "Орсецкий. Когда?", "А. Корвин. Вчера.", "Орсецкий. Кто видел?"]
JOINTS = {"paragraphs": "\n\n", "lines": "\n", "breaks": "<br>"}


def between(line: str, joint: str) -> EditionTurns:
    """Give the turns of a dialogue with stop labels in which a line is put."""
    text = joint.join([*STOPPED, line, *STOPPED])
    name = "x.html" if joint == "<br>" else "x.txt"
    data = (f"<html><body><p>{text}</p></body></html>" if joint == "<br>" else text).encode()
    [source] = reading.read(data, reading.sniff(data, name), name)
    catalogue = load("specimen")
    return edition_turns([(source, None)], catalogue.edition("ru-specimen"), catalogue)


@pytest.mark.parametrize("joint", JOINTS.values(), ids=JOINTS)
@pytest.mark.parametrize(("line", "speaker", "label", "doubted"), [
    ("Председательствующий Велданов. Садитесь.", "veldanov", "Председательствующий Велданов", False),
    ("Прокурор Орсецкий. Садитесь.", "orsetsky", "Прокурор Орсецкий", False),
    ("Даль-Ренин, Нет.", "dal-renin", "Даль-Ренин", True), ("Секретарь, Слушаю вас.", "secretary", "Секретарь", True),
])
def test_an_office_with_a_name_and_a_comma_for_the_stop(
    joint: str, line: str, speaker: str, label: str, doubted: bool
) -> None:
    made = between(line, joint)
    said = made.turns[len(STOPPED)]
    assert (said.speaker, said.label, said.text) == (speaker, label, line.removeprefix(label)[2:])
    assert [doubt.code for doubt in made.doubts] == ["label-read-as"] * doubted


@pytest.mark.parametrize("joint", JOINTS.values(), ids=JOINTS)
@pytest.mark.parametrize("line", [
    "Даль-Ренин, нет его там.", "Даль-Ренин, Вы знали?", "Даль-Ренин, Орсецкий там.", "Даль-Ренин, Анна Ивановна там.",
])
def test_who_is_called_by_name_does_not_speak(joint: str, line: str) -> None:
    said = between(line, joint).turns[len(STOPPED) - 1]
    assert (said.speaker, said.text.split()) == ("orsetsky", ["Кто", "видел?", *line.split()])
