"""Passages printed in two languages, in invented documents of every form and in real ones."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest

from corpus.documents.bilingual import BilingualPassage, pairs_of, passages_of
from corpus.documents.bilingual_notes import says_edition, translator_in
from corpus.model.turns import Mark, Pair, Turn

FLOOR = 0.97

RU = [
    "Лорем ипсум долор Брумель сит амет 1931, консектетур адиписцинг элит.",
    "Сед до Тарвик эиусмод темпор инцидидунт ут лаборе 14 ет долоре.",
    "Ут эним ад Окерн миним вениам.",
]
EN = [
    "Lorem ipsum dolor Brumel sit amet 1931, consectetur and adipiscing of the elit.",
    "Sed do Tarvik eiusmod tempor incididunt ut labore of the 14 et dolore.",
    "Ut enim ad Okern minim the veniam.",
]
OWN = "The quick brown fox jumps over a lazy dog while Nobody is looking, and the rest of it is left to chance."


def _document(*rows: str | tuple[str, str]) -> list[Turn]:
    """Turns of paragraphs; a tuple names the kind (``note 1``, ``heading``, ``1``: a note's mark) and the text."""
    number, turns = count(1), []
    for row in rows:
        kind, text = row if isinstance(row, tuple) else ("", row)
        note = kind.removeprefix("note ") if kind not in ("", "heading") else None
        at = 0 if kind.startswith("note") else len(text)
        ordinal = next(number)
        cyrillic = sum("а" <= c <= "я" for c in text.lower())
        turns.append(
            Turn(
                ref=f"book/{ordinal:04d}", text_id="book", ordinal=ordinal, text=text,
                lang="ru" if cyrillic > len(text) / 2 else "en",
                kind="note" if kind.startswith("note") else "heading" if kind == "heading" else "narration",
                region="footnote" if kind.startswith("note") else "heading" if kind == "heading" else "body",
                marks=(Mark("note", at, at, note),) if note else (),
            )
        )
    return turns


def _only(turns: Sequence[Turn]) -> BilingualPassage:
    (passage,) = passages_of(turns, "A. Writer")
    return passage


def _texts(passage: BilingualPassage) -> tuple[list[str], list[str]]:
    return [t.text for t in passage.original], [t.text for t in passage.translation]


def test_a_marked_passage_ends_after_as_many_paragraphs() -> None:
    passage = _only(_document(OWN, *RU, "Translated:", *EN, OWN, OWN))
    assert _texts(passage) == (RU, EN)
    assert (passage.form, passage.lang, passage.translator, passage.source) == ("marked", "ru", "A. Writer", None)
    assert [(len(a), len(b)) for a, b in passage.units] == [(1, 1)] * 3


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        (RU, [f"{EN[0]} {EN[1]}", EN[2]]),
        ([f"{RU[0]} {RU[1]}", RU[2]], EN),
        (RU, [" ".join(EN)]),
    ],
)
def test_paragraphs_may_be_joined_on_either_side(original: list[str], translation: list[str]) -> None:
    passage = _only(_document(OWN, *original, "Translation:", *translation, f"{OWN} {OWN}", OWN))
    assert _texts(passage) == (original, translation)
    assert sum(len(a) for a, _ in passage.units) == len(original)
    assert sum(len(b) for _, b in passage.units) == len(translation)
    assert any(len(a) != len(b) for a, b in passage.units)


def test_notes_and_page_turns_between_are_no_part_of_it() -> None:
    turns = _document(
        OWN, RU[0], "<с. 25>", ("1", RU[1]), ("note 1", "Ledger of Tarvik, 12."), "Translated:", ("note 2", "More."),
        EN[0], "/ 26 /", EN[1], OWN,
    )
    passage = _only(turns)
    assert _texts(passage) == (RU[:2], EN[:2])
    assert passage.source == "Ledger of Tarvik, 12."


def test_an_introduction_of_the_next_quotation_does_not_belong_to_it() -> None:
    lead = "The clerk went on to say:"
    passages = passages_of(
        _document(OWN, RU[0], RU[1], "Translated:", f"{EN[0]} {EN[1]}", lead, RU[2], "Translated:", EN[2])
    )
    assert [_texts(p)[1] for p in passages] == [[f"{EN[0]} {EN[1]}"], [EN[2]]]


def test_citations_stand_in_many_places() -> None:
    nested = _document(OWN, RU[0], "Translated:", f"{EN[0]} (Ledger 4 (1931) 12)", OWN)
    assert _only(nested).source == "Ledger 4 (1931) 12"
    assert _only(_document(OWN, f"{RU[0]} (Ledger 13)", "Translated:", EN[0], OWN)).source == "Ledger 13"
    assert _only(_document(OWN, RU[0], "Translated:", EN[0], "(Ledger 14)", OWN)).source == "Ledger 14"
    shared = passages_of(_document(OWN, RU[0], "Translated:", EN[0], RU[1], "Translated:", EN[1], "(Ledger 15)", OWN))
    assert [p.source for p in shared] == ["Ledger 15"] * 2


def test_translators_are_named_in_markers_notes_and_reports() -> None:
    assert _only(_document(OWN, RU[0], "Translated by J. Ockham:", EN[0], OWN)).translator == "J. Ockham"
    note = "note 3", "Ledger 4, translation by Ockham & Vale, 23."
    noted = _document(OWN, RU[0], "Translated:", ("3", EN[0]), OWN, note)
    assert _only(noted).translator == "Ockham & Vale"
    report = _document(OWN, RU[0], "Translated:", f"{EN[0]} (1937 Trial 9)", OWN)
    assert _only(report).translator is None
    assert translator_in(["nothing of that kind"]) is None


def test_a_translation_without_a_marker_is_known_by_names_and_length() -> None:
    passage = _only(_document(OWN, OWN, *RU, *EN, OWN))
    assert (_texts(passage), passage.form, passage.translator) == ((RU, EN), "unmarked", None)
    assert passages_of(_document(OWN, OWN, *RU, OWN, OWN)) == []


def test_two_editions_of_one_sentence() -> None:
    leads = "The English edition has it thus:", "In the Russian edition it is so:"
    after = _only(_document(OWN, leads[1], RU[0], leads[0], EN[0], OWN, OWN))
    before = _only(_document(OWN, leads[0], EN[0], leads[1], RU[0], OWN, OWN))
    assert _texts(after) == _texts(before) == (RU[:1], EN[:1])
    assert (after.form, before.form) == ("editions", "editions")
    assert says_edition(leads[0], "en") and not says_edition(leads[0], "ru") and not says_edition("In English.", "en")


def test_the_marker_may_begin_the_translation() -> None:
    passage = _only(_document(OWN, *RU, f"Translation: {EN[0]}", *EN[1:], OWN, OWN))
    assert [t.ordinal for t in passage.translation] == [5, 6, 7]
    assert passages_of(_document(OWN, OWN, "Translation: a craft that nobody here had learned.", OWN)) == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_original_may_stand_behind(size: int) -> None:
    passage = _only(_document(OWN, OWN, *EN[:size], "Original:", *RU[:size], OWN))
    assert _texts(passage) == (RU[:size], EN[:size])


def test_words_glossed_inside_a_paragraph_make_no_pair() -> None:
    turns = _document(OWN, f"{OWN} “The lamp is out.” («Лампа погасла.») {OWN}")
    passage = _only(turns)
    assert passage.spans
    original, translation = passage.spans
    text = turns[1].text
    assert (text[slice(*original)], text[slice(*translation)]) == ("Лампа погасла.", "The lamp is out.")
    assert pairs_of([passage]) == []


def test_other_languages_are_reported_as_what_they_are() -> None:
    turns = _document(OWN, OWN, RU[0], "Translated:", EN[0], OWN)
    french = [*turns[:2], Turn(**{**_fields(turns[2]), "lang": "fr"}), *turns[3:]]
    passage = _only(french)
    assert passage.lang == "fr"
    assert [p.langs for p in pairs_of([passage])] == [("fr", "en")]


def _fields(turn: Turn) -> dict[str, object]:
    return {name: getattr(turn, name) for name in Turn.__slots__}


def test_pairs_have_russian_on_the_left_and_say_where_they_are_from() -> None:
    english = _document(OWN, *RU, "Translated:", EN[0], EN[1], f"{EN[2]} (Ledger 7)", OWN, OWN)
    pairs = pairs_of(passages_of(english, "A. Writer"))
    assert [(p.left, p.right) for p in pairs] == [((f"book/{i:04d}",), (f"book/{i + 4:04d}",)) for i in (2, 3, 4)]
    assert {(p.kind, p.status, p.langs, p.translator, p.source, p.document) for p in pairs} == {
        ("translation", "printed", ("ru", "en"), "A. Writer", "Ledger 7", "book")
    }
    assert all(Pair.from_json(json.loads(json.dumps(p.to_json()))) == p for p in pairs)
    russian = _document(*RU, *RU, EN[0], "Перевод:", RU[0], *RU[1:])
    assert [(p.left, p.right) for p in pairs_of(passages_of(russian))] == [(("book/0009",), ("book/0007",))]


def test_a_library_of_before_is_still_read() -> None:
    old = {"left": ["a/1"], "right": ["b/1"], "langs": ["ru", "en"], "kind": "exact", "confidence": 0.5}
    assert Pair.from_json({**old, "status": "machine"}) == Pair(("a/1",), ("b/1",), ("ru", "en"), "exact", 0.5)


def test_nothing_comes_of_nothing() -> None:
    assert passages_of([]) == passages_of(_document(OWN)) == passages_of(_document("Translated:", "Translated:")) == []


@pytest.mark.sources
def test_passages_of_real_documents(sources: Path, examples: Path) -> None:
    from corpus.catalogue import catalogue
    from corpus.documents.turns import document_turns
    from corpus.reading.markdown.reader import read_markdown
    from corpus.speakers.labels import LabelVocabulary

    answers = json.loads((examples / "bilingual-passages.json").read_text("utf-8"))
    names = LabelVocabulary(catalogue.load(), None, interrogation=True)
    found: list[BilingualPassage] = []
    for path in sorted(sources.glob("*.txt")):
        source = read_markdown(path.read_text("utf-8"), path.name)
        found += passages_of(document_turns(source, path.stem, "citing", None, names)[0])
    wanted = [tuple((a[side][0][0], a[side][-1][1]) for side in ("source_lines", "english_lines")) for a in answers]
    wanted = [w for w in wanted if w[0][0]]
    right = sum(any(_at(p.original, w[0]) and _at(p.translation, w[1]) for p in found) for w in wanted)
    near = [p for p in found if p.lang == "ru" and any(_starts(p.original, w[0]) for w in wanted)]
    assert 2 * right / (len(wanted) + len(near)) >= FLOOR
    units = [(_lines(a), _lines(b)) for p in found for a, b in p.units]
    parts = [part for a in answers for part in a["alignment"]]
    held = sum(
        any(set(part["source_lines"]) <= a and set(part["english_lines"]) <= b for a, b in units) for part in parts
    )
    assert held / len(parts) >= 0.96
    assert {p.langs for p in pairs_of(found)} >= {("ru", "en"), ("fr", "en")}


def _lines(turns: Sequence[Turn]) -> set[int]:
    return {n for t in turns for n in range(t.origin.line_start or 0, (t.origin.line_end or 0) + 1)}


def _starts(turns: Sequence[Turn], lines: tuple[int, int]) -> bool:
    return (turns[0].origin.line_start or 0) <= lines[0] <= (turns[0].origin.line_end or 0)


def _at(turns: Sequence[Turn], lines: tuple[int, int]) -> bool:
    """Whether turns begin and end at these lines; a label before the first line or a citation may be with them."""
    return _starts(turns, lines) and 0 <= (turns[-1].origin.line_end or 0) - lines[1] <= 1
