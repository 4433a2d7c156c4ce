"""Turns of documents, on a text of invented content with every shape such books have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from corpus.documents.turns import detect_kind, document_title, document_turns
from corpus.model.blocks import Block, SourceText
from corpus.model.lines import Lines
from corpus.model.notes import Note
from corpus.model.turns import Page, Turn
from corpus.reading.markdown.reader import read_markdown


@dataclass(frozen=True)
class _Speaker:
    person: str | None
    role: str | None
    name: str


PEOPLE = {"harrow": "harrow", "харроу": "harrow", "quill": "quill", "the chair": "marlow"}
OFFICES = {"question": "interrogator", "вопрос": "interrogator", "answer": "answerer", "ответ": "answerer"}


class _Names:

    def lookup(self, form: str, *, tolerant: bool = True) -> _Speaker | None:
        key = form.lower()
        if key in OFFICES:
            return _Speaker(None, OFFICES[key], form)
        if tolerant and key == "harow":
            key = "harrow"
        return _Speaker(PEOPLE[key], None, form) if key in PEOPLE else None


def _turns(raw: str, kind: str = "citing") -> list[Turn]:
    assert kind in ("citing", "cited")
    return document_turns(read_markdown(raw, "a.md"), "a", kind, None, _Names())[0]  # type: ignore[arg-type]


def _body(raw: str) -> list[str]:
    return [t.text for t in _turns(raw) if t.kind != "note"]


LONG = "The clerk of the orchard board counted every basket of pears twice and wrote the sums"

CUTS = [
    (LONG + " into the", "green book of the board."),
    (LONG + " for the", "Orchard Board of the town."),
    (LONG + " down, as Mr. P.", "Quill had asked of him."),
    (LONG + " since", "1904, when the frost took the rest."),
    (LONG + " without self-", "protection against the wasps."),
    (LONG + " **and carried**", "**them home** in the evening."),
    (LONG + " and he said,", "“they are all ripe, take them.”"),
    ("Счетовод сада дважды пересчитал корзины и записал их в", "зелёную книгу правления."),
]
BREAKS = {
    "one blank line": "\n\n", "a run of blank lines": "\n\n\n\n",
    "a block of notes": "\n\n---\n\n<sup>3</sup> Ledger of the board, p. 4.\n\n",
    "notes without a rule": "\n\n<sup>3</sup> Ledger of the board, p. 4.\n\n",
    "a note with a star": "\n\n*A list of the pears is held by the board.\n\n",
}


@pytest.mark.parametrize("gap", BREAKS.values(), ids=BREAKS)
def test_paragraphs_cut_by_a_page_end_are_rejoined(gap: str) -> None:
    right = 0
    for first, second in CUTS:
        turns = [t for t in _turns(f"# Pears\n\nOpening words stand here and go on for long enough now to be text, "
                                   f"as they must.\n\n{first}{gap}{second}\n\nA new one.") if t.region != "footnote"]
        plain = f"{first}{'' if first.endswith('-') else ' '}{second}".replace("**", "")
        joined = [t for t in turns if t.text == plain]
        right += len(joined)
        assert all(any(m.kind == "pause" for m in t.marks) for t in joined)
    assert right == len(CUTS)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG + ".", "Then he went home."), (LONG + ":", "pears and plums"), (LONG + " of evidence", "I came late."),
        (LONG + " (Ledger 4)", "Then he went home."), ("Dear Mr. Quill,", "I am writing to you."),
        (LONG + " for", "HARROW: lorem ipsum alpha beta."), (LONG + " ...", "... the rest of it"),
        ("Счетовод сада записал их в книгу и", "the clerk wrote them down"), (LONG + " and", "\\* a bullet"),
        ("According to the long and patient clerk of the whole orchard board,", "“Every basket was counted.”"),
    ],
)
def test_paragraphs_that_end_stay_apart(first: str, second: str) -> None:
    assert len(_turns(f"# Pears\n\n{LONG}.\n\n{first}\n\n{second}\n")) == 4


def test_notes_leave_the_flow_and_keep_their_continuation() -> None:
    raw = (
        f"# Pears\n\n{LONG} into the\n\n---\n\n<sup>1</sup> See\n\n<https://x.org/pears>\n\n<sup>2</sup> The second "
        f"note goes on behind the\n\n\n\ngreen book.<sup>2</sup> More.\n\n---\n\nend of the page.\n\n<sup>3</sup> "
        "Third.\n\nNext."
    )
    turns = _turns(raw)
    assert [(t.kind, t.text) for t in turns] == [
        ("heading", "Pears"), ("narration", f"{LONG} into the green book. More."),
        ("note", "See\nhttps://x.org/pears"), ("note", "The second note goes on behind the end of the page."),
        ("note", "Third."), ("narration", "Next."),
    ]
    assert [m.label for t in turns for m in t.marks if m.kind == "note"] == ["2", "1", "2", "3"]
    assert [t.ref for t in turns][:2] == ["a/0001", "a/0002"]


def test_parts_of_a_book() -> None:
    raw = (
        "# Pears\n\nA. Quill\n\nTown Press\n\n# Contents\n\nOne .....\t1\nTwo .....\t9\nThree ...12\nFour .....\t20\n\n"
        f"# Chapter 1. One\n\n{LONG}.\n\nNOTES\n\n1. Ledger, p. 4.\n2. The same.\n\n# Index\n\n- Apples, 4, 9\n"
        "- Board, the, 3,  \n5-7\n- Clerk 8\n- Pears.....1\n"
    )
    regions = {t.text: t.region for t in _turns(raw)}
    assert regions["A. Quill"] == "front"
    assert regions["Contents"] == regions["Four ..... 20"] == "contents"
    assert regions["Chapter 1. One"] == "heading" and regions[f"{LONG}."] == "body"
    assert regions["Ledger, p. 4."] == "footnote" and regions["NOTES"] == "heading"
    assert regions["Index"] == regions["Board, the, 3, 5-7"] == "index"


@pytest.mark.parametrize(
    ("raw", "label", "person"),
    [
        ("HARROW: lorem ipsum.", "HARROW", "harrow"),
        ("HARROW (to Quill): lorem ipsum.", "HARROW (to Quill)", "harrow"),
        ("**HARROW: lorem** ipsum.", "HARROW", "harrow"),
        ("[HARROW]: lorem ipsum.", "[HARROW]", "harrow"),
        ("Harrow: lorem ipsum.", "Harrow", "harrow"),
        ("THE CHAIR: lorem ipsum.", "THE CHAIR", "marlow"),
        ("TER-VANE: lorem ipsum.", "TER-VANE", None),
        ("ХАРРОУ. Лорем ипсум.", "ХАРРОУ", "harrow"),
        ("Харроу: лорем ипсум.", "Харроу", "harrow"),
        ("ВОПРОС: лорем ипсум.", "ВОПРОС", None),
        ("QUESTION: lorem ipsum.", "QUESTION", None),
        ("Harrow:\n\nlorem ipsum.", "Harrow", "harrow"),
        ("Harrow, short letter:\n\nlorem ipsum.", "Harrow, short letter", "harrow"),
        ("Quill, quoting Harrow:\n\nlorem ipsum.", "Quill, quoting Harrow", "harrow"),
    ],
)
def test_labels_in_every_form(raw: str, label: str, person: str | None) -> None:
    turns = _turns(f"# Pears\n\n{LONG}.\n\n{raw}\n\n{LONG}.")
    spoken = [t for t in turns if t.kind == "speech"]
    assert [(t.label, t.speaker, t.region) for t in spoken] == [(label, person, "quotation")]
    assert spoken[0].text.lower().rstrip(".") in ("lorem ipsum", "лорем ипсум")


@pytest.mark.parametrize("raw", ["ISBN: 978-1", "NOTE: see below", "*Harrow: A Life* is a book.", "Plums: a sort"])
def test_what_only_looks_like_a_label(raw: str) -> None:
    assert not [t for t in _turns(f"# Pears\n\n{LONG}.\n\n{raw}\n\n{LONG}.") if t.kind == "speech"]


def test_an_unknown_label_is_reported() -> None:
    _, doubts = document_turns(read_markdown("# A\n\nVANE: lorem.\n", "a.md"), "a", "cited", None, _Names())
    (doubt,) = doubts
    assert doubt == Note("label-unknown", label="VANE").placed("a.md", 3)


def test_utterances_go_on_to_the_next_label_or_citation() -> None:
    raw = (
        f"# Pears\n\n{LONG}.\n\nHARROW: alpha beta.\n\nGamma delta.\n\nQUILL: alpha.\n\nBeta gamma. (1936 Trial 4)\n\n"
        f"Harrow never said so.\n\nQUILL: alpha.\n\n{LONG}."
    )
    spoken = [(t.text, t.speaker, t.label) for t in _turns(raw) if t.kind == "speech"]
    assert spoken == [
        ("alpha beta.", "harrow", "HARROW"), ("Gamma delta.", "harrow", None), ("alpha.", "quill", "QUILL"),
        ("Beta gamma. (1936 Trial 4)", "quill", None), ("alpha.", "quill", "QUILL"),
    ]
    inferred = [t.inferred for t in _turns(raw) if t.text == "Gamma delta."]
    assert inferred == [(("speaker", Note("paragraph-before")),)]


def test_misprints_are_read_only_where_the_name_occurs_too() -> None:
    both = "# A\n\nHARROW: alpha.\n\nHAROW: beta.\n"
    assert [t.speaker for t in _turns(both) if t.kind == "speech"] == ["harrow", "harrow"]
    alone = "# A\n\nHAROW: beta.\n"
    assert [t.speaker for t in _turns(alone) if t.kind == "speech"] == [None]


def test_translations_and_quotations() -> None:
    raw = (
        f"# Pears\n\n{LONG}.\n\nQuill showed:\n\nВОПРОС: Лорем ипсум?\n\nОТВЕТ: Альфа.\n\nБета гамма.\n\n"
        f"Translated:\n\nQUESTION: Lorem ipsum?\n\nANSWER: Alpha.\n\nBeta gamma.\n\n{LONG}.\n\nThe board wrote:\n\n"
        f"Every basket was counted. (Ledger 4)\n\n“A whole line in quotation marks.”\n\n> Set apart.\n\n{LONG}."
    )
    turns = _turns(raw)
    assert [t.lang for t in turns if t.region == "quotation"][:3] == ["ru"] * 3
    quoted = [t.text for t in turns if t.region == "quotation"]
    assert quoted == [
        "Лорем ипсум?", "Альфа.", "Бета гамма.", "Lorem ipsum?", "Alpha.", "Beta gamma.",
        "Every basket was counted. (Ledger 4)", "“A whole line in quotation marks.”", "Set apart.",
    ]
    assert [t.role for t in turns if t.text == "Beta gamma."] == ["answerer"]


def test_a_record_of_questions_is_speech_throughout() -> None:
    raw = "# Record\n\nQUESTION: Alpha?\n\nANSWER: Beta.\n\nGamma delta epsilon.\n\nZeta.\n\nQUESTION: Eta?\n"
    turns = _turns(raw, "cited")
    assert [t.role for t in turns[1:]] == ["interrogator", "answerer", "answerer", "answerer", "interrogator"]
    assert {t.region for t in turns[1:]} == {"body"}


def test_labels_of_an_overheard_talk_are_known_by_coming_back() -> None:
    raw = "# Record\n\nStamp: 12\n\n" + "First man: alpha.\n\nII man: beta.\n\n" * 5
    turns = _turns(raw, "cited")
    assert Counter(t.label for t in turns if t.kind == "speech") == {"First man": 5, "II man": 5}


def test_origins_cover_the_lines() -> None:
    raw = f"# Pears\n\n{LONG} into the\n\n\n\ngreen book.\n\nHARROW: alpha.\n"
    turns = _turns(raw)
    lines = Lines(raw)
    assert [(t.origin.line_start, t.origin.line_end) for t in turns] == [(1, 1), (3, 7), (9, 9)]
    span = turns[2].offsets.span(0, 5)
    assert span is not None and raw[span[0] : span[1]] == "alpha" and lines.line(span[0]) == 9


def test_blocks_without_offsets_keep_their_pages() -> None:
    blocks = (
        Block(LONG + " into the", page=Page("7", "printed"), sheet=1),
        Block("Green Book of it.", page=Page("8", "printed"), sheet=2),
    )
    turns, _ = document_turns(SourceText("a.pdf", blocks), "a", "citing", "en", _Names())
    assert [(t.page.label, t.page.end, t.origin.sheet) for t in turns] == [("7", "8", 1)]


def test_kind_and_title() -> None:
    essay = read_markdown("# Pears\n\nSo (1936 Trial 41), so (1937 Trial 88), so (1938 Trial p. 7).\n", "a.md")
    record = read_markdown("RECORD OF A QUESTIONING*\n\nQUESTION: Alpha?\n", "a.txt")
    assert (detect_kind(essay), document_title(essay)) == ("citing", "Pears")
    assert (detect_kind(record), document_title(record)) == ("cited", "RECORD OF A QUESTIONING")


@pytest.mark.parametrize(("citations", "kind"), [(0, "cited"), (1, "cited"), (3, "citing"), (9, "citing")])
def test_a_text_that_cites_a_trial_once_is_no_book_about_it(citations: int, kind: str) -> None:
    raw = "".join(f"The orchard board met again (1936 Trial {40 + number}).\n\n" for number in range(citations))
    assert detect_kind(read_markdown(raw + "The pears were counted.\n", "a.md")) == kind


@pytest.mark.parametrize(("labelled", "is_dialogue"), [(2, False), (3, True)])
def test_a_document_is_dialogue_where_a_fifth_of_its_paragraphs_are_labelled(labelled: int, is_dialogue: bool) -> None:
    plain = [f"{LONG} of basket number {n}, which stood in the shed behind the old press." for n in range(10)]
    spoken = [f"Quill: {text}" if n < labelled else text for n, text in enumerate(plain)]
    last = _turns("\n\n".join(spoken), "cited")[-1]
    assert (last.speaker == "quill") is is_dialogue
