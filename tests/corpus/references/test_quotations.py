"""Quotations of documents, and which reference belongs to which."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tiny import tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.ingest.unkept import turns_of_text
from corpus.model.turns import Mark, Turn
from corpus.references.finding import find_references
from corpus.references.quotations import Quotation, find_quotations, quoted_inside


def body(text: str, *marks: Mark) -> Turn:
    return replace(tiny_turn(text, kind="narration", region="body"), marks=marks)


def quoted(text: str, label: str | None = None, lang: str = "en") -> Turn:
    return tiny_turn(text, kind="speech" if label else "narration", region="quotation", label=label, lang=lang,
                     speaker=label.lower() if label else None)


def note(number: str, text: str) -> Turn:
    return replace(tiny_turn(text, kind="note", region="footnote"), marks=(Mark("note", 0, 0, number),))


def found(*turns: Turn) -> list[Quotation]:
    _, made = tiny_text("book", turns, kind="citing")
    return find_quotations(made, find_references(made, load("main")))


def pages(quotation: Quotation) -> tuple[str, ...]:
    return quotation.reference.pages if quotation.reference else ()


def test_a_stretch_in_quotation_marks_belongs_to_the_citation_behind_it() -> None:
    for opens, closes in ("“”", "«»", '""'):
        (one,) = found(body(f"Alpha writes {opens}lorem ipsum dolor sit{closes} (1936 Trial 41) and goes on."))
        assert (one.text, pages(one)) == ("lorem ipsum dolor sit", ("41",))


def test_each_stretch_has_its_own_citation() -> None:
    one, two = found(body("He says “lorem ipsum dolor” (1936 Trial 41). Then “sit amet alpha” (1936 Trial 43)."))
    assert (pages(one), pages(two)) == (("41",), ("43",))


def test_a_stretch_without_citation_has_none_but_may_share_the_next() -> None:
    one, two = found(body("He says “lorem ipsum dolor.” Then at length he adds “sit amet alpha” (1936 Trial 43)."))
    assert one.reference is None
    assert one.perhaps is not None
    assert one.perhaps.pages == ("43",)
    assert pages(two) == ("43",)


def test_the_author_may_say_a_sentence_or_two_between_a_quotation_and_its_citation() -> None:
    between = "which was said, as far as anybody can tell today, in the afternoon of that long day in spring"
    (one,) = found(body(f"He says “lorem ipsum dolor”, {between} (1936 Trial 41)."))
    assert pages(one) == ("41",)


def test_a_citation_far_behind_is_not_that_of_the_quotation() -> None:
    (one,) = found(body(f"He says “lorem ipsum dolor”, {'and so on, ' * 40}as others tell (1936 Trial 41)."))
    assert one.reference is None
    assert one.perhaps is not None, "it may be, and is looked at where the words are found there"


def test_a_dialogue_up_to_its_citation_is_one_quotation() -> None:
    one, two = found(quoted("Lorem ipsum?", "ALPHA"), quoted("Dolor sit. (1936 Trial 41)", "BETA"),
                     quoted("Amet. (1936 Trial 42)", "ALPHA"))
    assert one.text == "ALPHA: Lorem ipsum? BETA: Dolor sit."
    assert (pages(one), pages(two)) == (("41",), ("42",))
    assert one.length == 4


def test_a_citation_may_stand_alone_in_the_next_paragraph() -> None:
    (one,) = found(quoted("Lorem ipsum dolor."), quoted("(1936 Trial 47)"))
    assert (one.text, pages(one)) == ("Lorem ipsum dolor.", ("47",))


def test_notes_and_headings_inside_a_quotation() -> None:
    (one,) = found(quoted("Lorem ipsum", "ALPHA"), note("1", "Omicron, Beta, 1939, p. 3."),
                   quoted("dolor. (1936 Trial 47)", "BETA"))
    assert [p.text for p in one.parts] == ["Lorem ipsum", "dolor."]
    first, _ = found(quoted("Lorem ipsum dolor."), tiny_turn("Alpha", kind="heading", region="heading"),
                     quoted("Sit. (1936 Trial 47)"))
    assert first.reference is None


def test_an_original_shares_the_citation_of_its_translation() -> None:
    one, two = found(quoted("Альфа бета гамма.", lang="ru"), body("Translated:"),
                     quoted("Alpha beta gamma. (1937 Trial 87; Russian edition 52)"))
    assert (one.lang, pages(one)) == ("ru", ("87",))
    assert pages(two) == ("87",)


def test_a_paragraph_without_marks_that_ends_with_a_citation_may_be_one() -> None:
    (one,) = found(body("Alpha then goes on to tell of beta and gamma. (1936 Trial 44)"))
    assert not one.marked
    assert pages(one) == ("44",)


def test_a_note_mark_leads_to_the_note() -> None:
    text = "He says “lorem ipsum dolor sit.” And so on."
    (one,) = found(body(text, Mark("note", text.index("”") + 1, text.index("”") + 1, "7")),
                   note("7", "The Case of the Anti-Soviet Trotskyite Centre, Moscow 1937, p. 9."))
    assert one.reference is not None
    assert one.reference.edition == "en-1937"


def test_a_case_file_behind_the_words_belongs_to_them() -> None:
    (one,) = found(quoted("“Lorem ipsum dolor.” (Vol. XXIX, p. 93) (1936 Trial 17)"))
    assert one.text.endswith("(Vol. XXIX, p. 93)")
    assert pages(one) == ("17",)


def test_emphasis_is_kept() -> None:
    turn = replace(quoted("Lorem ipsum dolor. (1936 Trial 17)"), marks=(Mark("bold", 6, 11),))
    (one,) = found(turn)
    assert one.parts[0].emphasised == ("ipsum",)


def test_pasted_text_is_read_as_a_document() -> None:
    turns = turns_of_text("# First Moscow Trial\n\nHe says “lorem ipsum dolor sit” (41).\n", load("main"))
    (one,) = find_quotations(turns, find_references(turns, load("main")))
    assert (one.line, pages(one)) == (3, ("41",))


@pytest.mark.parametrize(("text", "quoted", "cited"), [
    ("Somebody said (1936 Trial 41): “Alpha beta gamma delta.”", "Alpha beta gamma delta.", "(1936 Trial 41)"),
    ("He holds that ‘alpha beta’s gamma delta’ (1936 Trial 41).", "alpha beta’s gamma delta", "(1936 Trial 41)"),
    ("“Alpha beta gamma.” (1936 Trial 41) He adds more: “delta epsilon.” (1936 Trial 42)", "Alpha beta gamma.",
     "(1936 Trial 41)"),
    ("Somebody is said to hold “альфа бета гамма дельта эпсилон дзета эта” (1936 Trial 41).",
     "альфа бета гамма дельта эпсилон дзета эта", "(1936 Trial 41)"),
])
def test_words_and_their_citation(text: str, quoted: str, cited: str) -> None:
    turns = turns_of_text(f"A line of the author.\n\n{text}\n", load("main"))
    first = find_quotations(turns, find_references(turns, load("main")))[0]
    assert first.text == quoted
    assert first.reference is not None
    assert first.reference.literal == cited


@pytest.mark.parametrize(("text", "words"), [
    ("Кажется, «альфа бета гамма дельта» — он", "альфа бета гамма дельта"), ("«альфа бета»", None),
    ("альфа бета гамма дельта «эпсилон»", None), ("альфа бета", None),
])
def test_words_in_marks_among_others(text: str, words: str | None) -> None:
    assert quoted_inside(text) == words
