"""What stands before the first number, behind the last, or between two that leap, and numbers that do not only rise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from marked_pages import pages_of_words, text

WORDS = {
    "en": "the quay lay under fog while porters stood beside crates that a carter left for some reason at dawn",
    "ru": "причал лежал в тумане пока грузчики стояли возле ящиков которые возчик оставил зачем то на рассвете",
}
SYLLABLES = {"en": "bo ca du fe gi ho ja ku", "ru": "бо ца ду фе ги хо жа ку"}
FORMS = ["- {} -", "{}", "[{}]", "[p. {}]", "{{{}}}", "Page {}"]


def page(lang: str, number: int, *, whole: bool = False) -> tuple[str, list[str]]:
    """Give a page of twelve lines that runs on into the next, and a word of each line that stands nowhere else."""
    syllables, usual, lines, own = SYLLABLES[lang].split(), WORDS[lang].split(), [], []
    for n in range(12):
        own.append(syllables[number] + syllables[n % 8] + syllables[n // 8] + ("qan" if lang == "en" else "щан"))
        lines.append(" ".join([*usual[: 4 + n % 3], own[-1], *usual[4 + n % 3 : 14]]))
    lines[6] = lines[6] + "."
    lines[7] = lines[7].capitalize()
    if whole:
        lines[0], lines[-1] = lines[0].capitalize(), lines[-1] + "."
    return "\n".join(lines), own


def written(lang: str, labels: Sequence[str | None], form: str, *, foot: bool, preface: int, as_html: bool) -> tuple[
    str, dict[str, str | None]
]:
    """Give a text with numbers of its pages, a preface of so many lines before them, and the page of each own word."""
    parts, wanted = [], dict[str, str | None]()
    if preface:
        words, own = page(lang, 7, whole=True)
        parts.append("\n".join(words.split("\n")[:preface]).rstrip(".") + ".")
        wanted |= dict.fromkeys(own[:preface])
    for number, label in enumerate(labels):
        words, own = page(lang, number)
        wanted |= dict.fromkeys(own, label)
        mark = form.format(label) if label else ""
        parts += [words if number else words.capitalize(), mark] if foot else [mark, words]
    parts = [part for part in parts if part]
    paragraphs = [f"<p>{part}</p>" for part in parts]
    return f"<html><body>{''.join(paragraphs)}</body></html>" if as_html else "\n\n".join(parts), wanted


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("foot", [False, True])
@pytest.mark.parametrize("as_html", [False, True])
@pytest.mark.parametrize("labels", [("1", "2", "3", "4", "5"), ("i", "ii", "iii", "1", "2", "3", "4")])
def test_a_preface_without_numbers_is_on_no_page(labels: Sequence[str], form: str, as_html: bool, foot: bool) -> None:
    for lang in ("en", "ru"):
        raw, wanted = written(lang, labels, form, foot=foot, preface=8, as_html=as_html)
        found = pages_of_words(text(raw, "a.html" if as_html else "a.txt"))
        assert not {word: (found.get(word), label) for word, label in wanted.items()
                    if found.get(word) not in (label, None)}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("as_html", [False, True])
@pytest.mark.parametrize(("labels", "code"), [
    (("31", "32", None, "34", "35", "36"), "pages-unmarked"), (("31", "32", "32", "33", "34"), "pages-out-of-order"),
    (("31", "32", "38", "34", "35", "36"), "pages-out-of-order"),
    (("1", "2", "3", "4", "1", "2", "3", "4"), "pages-out-of-order"), (("31", "32", "34", "35", "36"), ""),
])
def test_numbers_that_leap_stand_twice_or_begin_anew_are_as_printed_or_doubted(
    labels: Sequence[str | None], code: str, form: str, as_html: bool
) -> None:
    for lang in ("en", "ru"):
        raw, wanted = written(lang, labels, form, foot=False, preface=0, as_html=as_html)
        source = text(raw, "a.html" if as_html else "a.txt")
        found = pages_of_words(source)
        wrong = [word for word, label in wanted.items() if label and found.get(word) not in (label, None)]
        assert not wrong or source.doubts
        told = {note.code for note in source.doubts}
        assert told & {code, "page-signs-unclear", "page-misread"} or not wrong
