"""The user's corrections win over what was read, say so, and are never applied to another text."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.corrections.turns import apply_overrides, corrections_file, read_overrides
from corpus.ingest.run import ingest
from corpus.model.notes import Note
from corpus.model.offsets import OffsetMap, Run
from corpus.model.turns import Mark, Origin, Page, Turn
from corpus.storage.home import Home
from corpus.storage.library import Library

CATALOGUE = load("specimen")
RAW = "xx The lamp was out, said the pilot. yy"
TEXT = "The lamp was out, said the pilot."


def turn(**fields: object) -> Turn:
    base: dict[str, object] = {
        "ref": "en-specimen/1911-05-04-morning/0002", "text_id": "en-specimen", "ordinal": 2, "kind": "speech",
        "text": TEXT, "lang": "en", "sitting": "1911-05-04-morning", "speaker": "bramm", "label": "BRAMM",
        "role": "witness", "page": Page("8", "printed", None, "8"), "origin": Origin("x.txt", 3, 36),
        "offsets": OffsetMap((Run(0, 3, len(TEXT), len(TEXT)),)),
        "marks": (Mark("bold", 4, 8), Mark("page", 24, 24, "9")),
    }
    return Turn(**{**base, **fields})  # type: ignore[arg-type]


def correct(tmp_path: Path, *lines: str, of: Turn | None = None) -> tuple[Turn, list[str]]:
    path = tmp_path / "corrections.tsv"
    path.write_text("# place\twhat\twas\tis\tby\twhy\n" + "\n".join(lines) + "\n", "utf-8")
    overrides, faults = read_overrides(path)
    turns, stale = apply_overrides([of or turn()], overrides, CATALOGUE, "specimen")
    return turns[0], [*faults, *stale]


def line(what: str, was: str, now: str, place: str = "en-specimen/1911-05-04-morning/0002") -> str:
    return "\t".join((place, what, was, now, "A. Reader", "seen on the page"))


def test_speaker_is_corrected_with_role_and_says_so(tmp_path: Path) -> None:
    made, faults = correct(tmp_path, line("speaker", "bramm", "orsetsky"))
    assert (made.speaker, made.role, faults) == ("orsetsky", "prosecutor", [])
    assert made.corrections[0].by == "A. Reader"
    assert Turn.from_json(made.to_json()) == made


def test_word_keeps_its_place_in_the_file(tmp_path: Path) -> None:
    made, faults = correct(tmp_path, line("word", "lamp was", "beacon was not"))
    assert faults == []
    assert made.text == "The beacon was not out, said the pilot."
    assert made.offsets.span(4, 18) == (7, 15)
    assert RAW[7:15] == "lamp was"
    assert made.offsets.span(23, 27) == (20, 24)
    assert [m for m in made.marks if m.kind == "page"] == [Mark("page", 30, 30, "9")]
    assert made.digest != turn().digest


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (line("speaker", "gurmalo", "orsetsky"), "other-stands-there"),
        (line("speaker", "bramm", "nobody-known"), "person-unknown"),
        (line("word", "the", "a"), None),
        (line("word", "a", "o"), "words-repeated"),
        (line("word", "beacon", "lamp"), "words-missing"),
        (line("page", "9", "10"), "other-stands-there"),
        (line("page", "8", "10", place="en-specimen/1911-05-04-morning/0777"), "passage-missing"),
        ("one field only", "correction-fields"),
        (line("colour", "a", "b"), "correction-kind"),
    ],
    ids=["other speaker", "unknown person", "fits", "twice", "absent", "other page", "no turn", "fields", "what"],
)
def test_what_does_not_fit_is_reported_and_changes_nothing(tmp_path: Path, given: str, reason: str | None) -> None:
    made, faults = correct(tmp_path, given)
    if reason is None:
        assert faults == []
        assert made != turn()
    else:
        assert len(faults) == 1
        why = faults[0].fields.get("why", faults[0])
        assert isinstance(why, Note)
        assert why.code == reason
        assert made == turn()


def test_corrections_follow_each_other(tmp_path: Path) -> None:
    made, faults = correct(tmp_path, line("word", "lamp", "light"), line("word", "light", "beacon"))
    assert faults == []
    assert made.text.startswith("The beacon was")
    assert len(made.corrections) == 2


def test_no_file_no_corrections(tmp_path: Path) -> None:
    assert read_overrides(tmp_path / "corrections.tsv") == ([], [])


REF = "en-specimen/1911-05-04-morning/0002"


def test_with_its_content_mark_a_correction_is_held_to_the_wording(tmp_path: Path) -> None:
    mark = turn().digest
    made, faults = correct(tmp_path, line("page", "8", "9", f"/{REF}?h={mark}"))
    assert (made.page.label, faults) == ("9", [])
    made, (fault,) = correct(tmp_path, line("page", "8", "9", f"{REF}?h=00000000"))
    assert made == turn()
    assert fault.fields["why"] == Note("passage-changed", mark=turn().digest, old="00000000")


def test_with_its_content_mark_a_correction_follows_the_turn(tmp_path: Path) -> None:
    moved = turn(ref="en-specimen/1911-05-04-morning/0005")
    for ref in (REF, "en-specimen/1911-05-04-morning/0099"):
        made, faults = correct(tmp_path, line("page", "8", "9", f"{ref}?h={moved.digest}"), of=moved)
        assert (made.page.label, faults) == ("9", [])


def test_the_mark_of_a_corrected_turn_is_good_too(tmp_path: Path) -> None:
    corrected = TEXT.replace("lamp", "light")
    made, faults = correct(
        tmp_path, line("word", "lamp", "light", f"{REF}?h={turn().digest}"),
        line("page", "8", "9", f"{REF}?h={turn(text=corrected).digest}"),
    )
    assert faults == []
    assert (made.text, made.page.label) == (corrected, "9")


def test_corrections_survive_a_new_ingest_and_are_reported(tmp_path: Path) -> None:
    home = Home(tmp_path / "home", "specimen").create()
    file = tmp_path / "letter.txt"
    file.write_text("Lorem quagga ipsum.\n\nAlpha beta.\n", "utf-8")
    add(home, CATALOGUE, [file], Wanted(document="letter", kind="cited"))
    corrections_file(home).parent.mkdir()
    corrections_file(home).write_text(line("word", "quagga", "okapi", "letter/0001") + "\n", "utf-8")
    for _ in range(2):
        report = ingest(home)
        first = next(iter(Library(home).turns("letter")))
        assert first.text == "Lorem okapi ipsum."
        assert report.entries[0]["corrections"][0]["ref"] == "letter/0001"
    file.write_text("Lorem zebra ipsum.\n\nAlpha beta.\n", "utf-8")
    add(home, CATALOGUE, [file], Wanted(document="letter", kind="cited"))
    (entry,) = ingest(home).entries
    assert next(iter(Library(home).turns("letter"))).text == "Lorem zebra ipsum."
    assert any(doubt["code"] == "correction-stale" for doubt in entry["doubts"])


def test_an_unknown_label_is_named_in_a_whole_text(tmp_path: Path) -> None:
    path = tmp_path / "corrections.tsv"
    path.write_text(line("label", "THE PRESIDING JUDGE", "veldanov", place="en-specimen") + "\n"
                    + line("label", "THE USHER", "veldanov", place="en-specimen") + "\n"
                    + line("label", "THE PRESIDING JUDGE", "nobody-there", place="en-specimen") + "\n", "utf-8")
    overrides, _ = read_overrides(path)
    labels = ("THE PRESIDING JUDGE", "BRAMM", "THE PRESIDING JUDGE (rising)")
    turns = [turn(ref=f"en-specimen/x/{n}", label=label, speaker=None, role=None) for n, label in enumerate(labels)]
    made, faults = apply_overrides(turns, overrides, CATALOGUE, "specimen")
    assert [one.speaker for one in made] == ["veldanov", None, "veldanov"]
    assert [one.role for one in made] == ["president", None, "president"]
    assert [one.label for one in made] == list(labels)
    assert [len(one.corrections) for one in made] == [1, 0, 1]
    assert [fault.fields["why"].code for fault in faults] == ["words-missing", "person-unknown"]  # type: ignore[union-attr]
