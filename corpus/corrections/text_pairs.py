"""Documents that say the same in two languages, as the user pairs them: ``overrides/texts.tsv`` of the home.

One pair a line, the identifiers of two documents with a tab between; what stands behind a further tab is the user's
own. Lines that begin with ``#`` are comments. Which paragraphs answer each other is found at every reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.alignment.sides import pair_side
from corpus.corrections.written_lines import lines_of, written_text
from corpus.errors import HomeError, UnknownNameError, WrongUseError
from corpus.model.notes import Note
from corpus.model.turns import TextInfo
from corpus.storage.home import Home, write_atomically

TextPair = tuple[str, str]
"""Two documents, by their identifiers: Russian left where one is, and right English."""


def text_pairs_file(home: Home) -> Path:
    """Give the place of a home's pairs of documents."""
    return home.overrides / "texts.tsv"


def read_text_pairs(path: Path, texts: Mapping[str, TextInfo]) -> tuple[list[TextPair], list[Note]]:
    """Give the pairs of the file of which both documents are among ``texts``, and what is doubtful about its lines.

    A missing file has none. Raises HomeError where the file cannot be read.
    """
    found: list[TextPair] = []
    notes: list[Note] = []
    for number, line in enumerate(lines_of(_read(path)), 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) < 2 or not (cells[0] and cells[1]):
            notes.append(Note("texts-line-unreadable").placed(path.name, number))
        elif not _fit(texts.get(cells[0]), texts.get(cells[1])):
            notes.append(Note("texts-not-paired", left=cells[0], right=cells[1]).placed(path.name, number))
        else:
            found.append(_in_order(texts[cells[0]], texts[cells[1]]))
    return list(dict.fromkeys(found)), notes


def pair_texts(home: Home, left: str, right: str, texts: Mapping[str, TextInfo]) -> TextPair:
    """Note that two documents say the same; give them in their order. One that is noted already changes nothing.

    Raises UnknownNameError for a document that is not held, WrongUseError for editions and texts of one language,
    HomeError where the file cannot be read or written.
    """
    one, other = (_document(name, texts) for name in (left, right))
    if one.lang == other.lang:
        raise WrongUseError(f"{left} and {right} are both in one language ({one.lang}).",
                            "Give a document and its translation; `trials add --lang` says the language of one.")
    pair = _in_order(one, other)
    path = text_pairs_file(home)
    if pair not in read_text_pairs(path, texts)[0]:
        _write(path, _read(path) + "\t".join(pair) + "\n")
    return pair


def part_texts(home: Home, left: str, right: str) -> None:
    """Take back that two documents say the same. Raises UnknownNameError where that was not said, HomeError."""
    path = text_pairs_file(home)
    lines = lines_of(_read(path))
    kept = [line for line in lines if {cell.strip() for cell in line.split("\t")[:2]} != {left, right}]
    if kept == lines:
        raise UnknownNameError(f"{left} and {right} are not paired.", "`trials pair` lists the pairs of documents.")
    _write(path, "\n".join(kept))


def _document(name: str, texts: Mapping[str, TextInfo]) -> TextInfo:
    if name not in texts:
        from difflib import get_close_matches

        near = get_close_matches(name, texts, n=3)
        raise UnknownNameError(f"There is no document {name!r} here.",
                               f"Did you mean {', '.join(near)}?" if near else "`trials sources` lists what is here.")
    if texts[name].is_edition:
        raise WrongUseError(f"{name} is an edition.", "The editions of a trial are paired without being asked.")
    return texts[name]


def _fit(one: TextInfo | None, other: TextInfo | None) -> bool:
    if one is None or other is None:
        return False
    return not (one.is_edition or other.is_edition) and one.lang != other.lang


def _in_order(one: TextInfo, other: TextInfo) -> TextPair:
    first, second = sorted((one, other), key=lambda info: pair_side(info.lang))
    return first.id, second.id


def _read(path: Path) -> str:
    raw = written_text(path)
    return raw if raw.endswith("\n") or not raw else f"{raw}\n"


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, text)
    except OSError as error:
        raise HomeError(f"The pairs of documents in {path} cannot be written: {error.strerror or error}.",
                        "Free some space or check permissions.") from error
