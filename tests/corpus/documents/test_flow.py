"""Paragraphs that a page end cut are joined, however many, and in time with their length."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce

import pytest
from dialogues import amid
from growth import assert_grows
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue.catalogue import load
from corpus.documents.paragraphs import Para, join_paragraphs, join_run, language
from corpus.documents.turns import document_turns
from corpus.ingest.unkept import turns_of_text
from corpus.model.offsets import OffsetMap
from corpus.model.turns import Mark, Page
from corpus.reading import formats
from corpus.speakers.vocabulary import LabelVocabulary

PARAS = st.lists(st.builds(
    lambda text, page, end, sheet: Para(text, offsets=OffsetMap.from_lists([[0, 10 * sheet, len(text), len(text)]]),
                                        page=Page(page), end_page=end, end_sheet=sheet, marks=(Mark("italic", 0, 1),),
                                        notes=(Para(f"note {sheet}"),) * (sheet % 2)),
    st.text("ab -", min_size=1, max_size=8), st.sampled_from([None, "1", "2"]), st.sampled_from([None, "3"]),
    st.integers(0, 9)), min_size=1, max_size=6)


@given(PARAS)
def test_a_run_is_what_its_paragraphs_are_joined_one_by_one(run: list[Para]) -> None:
    assert join_run(run) == reduce(lambda a, b: join_paragraphs(a, b, "" if a.text.endswith("-") else " "), run)


def test_many_short_paragraphs_take_time_with_their_number() -> None:
    specimen = load("specimen")
    assert len(turns_of_text("a\n\n" * 400, specimen)) == 1
    assert_grows(lambda number: partial(turns_of_text, "a\n\n" * number, specimen), 400)


@pytest.mark.parametrize(("text", "lang"), [
    ("State of the corpus: gen-000001 1d7ce0ca1085. en-lamp, ru-lamp, en-lamp-summary; 2 documents", "en"),
    ("en-1901, en-1902, en-1903, en-1904: gen-000007 3de9le7la4un", "en"),
    ("La lampe est dans une main, et le quai est noir.", "fr"),
    ("Il est là, dit-il, et la lampe est sur le quai.", "fr"),
    ("Die Lampe ist nicht auf dem Schiff, und das Ufer ist dunkel.", "de"),
])
def test_letters_in_sums_and_identifiers_are_words_of_no_language(text: str, lang: str) -> None:
    assert language(text, "en") == lang


def test_speeches_set_apart_by_line_breaks_are_each_on_its_page() -> None:
    lines = [line + {2: " [31]", 5: " [32]", 7: " [33]"}.get(n, "") for n, line in enumerate(amid("en", upper=True))]
    pages = _pages_in_both_forms(lines)
    assert [label for label, *_ in pages[0]] == [label for label, *_ in pages[1]]
    assert {label for label, *_ in pages[1]} == {"31", "32", "33"}


def test_speeches_that_pages_begin_with_run_over_none_behind_them() -> None:
    breaks = {n: f'<span role="doc-pagebreak" title="{page}"></span>' for n, page in ((2, 31), (5, 32), (7, 33))}
    pages = _pages_in_both_forms([breaks.get(n, "") + line for n, line in enumerate(amid("en", upper=True))])
    assert pages[1] == pages[0]
    assert [(label, basis) for label, basis, _ in pages[1]] == [
        (None, "none"), (None, "none"), ("31", "printed"), ("31", "printed"), ("31", "printed"), ("32", "printed"),
        ("32", "printed"), ("33", "printed")]
    assert all(end in (label, None) for label, _, end in pages[1])


def _pages_in_both_forms(lines: Sequence[str]) -> list[list[tuple[str | None, str, str | None]]]:
    """Give label, basis and end of the page of each turn, of lines that are paragraphs and of those of one."""
    pages = []
    for body in ("".join(f"<p>{line}</p>" for line in lines), f"<p>{'<br>'.join(lines)}</p>"):
        [source] = formats.read(f"<html><body>{body}</body></html>".encode(), "html", "a.html")
        turns, _ = document_turns(source, "a", "cited", "en", LabelVocabulary.of_documents(load("specimen")))
        pages.append([(turn.page.label, turn.page.basis, turn.page.end) for turn in turns])
    return pages
