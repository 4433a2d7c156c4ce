"""The ingest run on small homes: what comes in, what is reported, what stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from kept import keep

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.errors import HomeError
from corpus.ingest.run import ingest, is_current
from corpus.ingest.texts import NOBODY_SPEAKS
from corpus.storage.home import Home
from corpus.storage.library import Library
from corpus.storage.sources import SourceFile
from webapp.wording.notes import said

FILLER = "lorem ipsum alpha beta gamma"
ENGLISH = f"""Morning Session, May 4, 1911

ORSETSKY: {FILLER} one?

KORVIN: {FILLER} two.

ORSETSKY: {FILLER} three?
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", "specimen").create()


def bring(home: Home, path: Path, text: str, **said: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    add(home, load("specimen"), [path], Wanted(**said))  # type: ignore[arg-type]
    return path


def test_an_edition_and_a_document(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "report.txt", ENGLISH, edition="en-specimen")
    bring(home, tmp_path / "letter.txt", FILLER, document="letter", kind="cited", title="A Letter")
    report = ingest(home)
    assert [(info.id, info.kind) for info in report.texts] == [("en-specimen", "transcript"), ("letter", "cited")]
    assert not report.refused
    library = Library(home)
    spoken = [turn for turn in library.turns("en-specimen") if turn.label]
    assert [turn.speaker for turn in spoken] == ["orsetsky", spoken[1].speaker, "orsetsky"]
    assert library.texts[1].title == "A Letter"
    raw = ENGLISH
    for turn in spoken:
        assert turn.origin.start is not None
        assert turn.origin.end is not None
        assert turn.text in raw[turn.origin.start : turn.origin.end]


def test_equal_sources_give_equal_libraries(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other", "specimen").create()
    texts = {"b.txt": FILLER + " b", "a.txt": FILLER + " a"}
    for name in ("b.txt", "a.txt"):
        bring(home, tmp_path / "files" / name, texts[name])
    for name in ("a.txt", "b.txt"):
        bring(other, tmp_path / "files" / name, texts[name])
    for each in (home, other):
        ingest(each)
    first = {p.name: p.read_bytes() for p in (home.library / "gen-000001").iterdir() if p.name != "manifest.json"}
    assert first == {
        p.name: p.read_bytes() for p in (other.library / "gen-000001").iterdir() if p.name != "manifest.json"
    }


def test_whether_the_library_is_current(home: Home, tmp_path: Path) -> None:
    assert not is_current(home)
    path = bring(home, tmp_path / "a.txt", FILLER)
    assert not is_current(home)
    ingest(home)
    assert is_current(home)
    bring(home, path, FILLER)
    assert is_current(home)
    bring(home, path, FILLER + " delta")
    assert not is_current(home)


@pytest.mark.parametrize("name", ["overrides/corrections.tsv", "overrides/pairs.tsv", "catalogue/persons.toml"])
def test_what_is_saved_while_it_is_read_is_read_by_the_next_run(home: Home, tmp_path: Path, name: str) -> None:
    bring(home, tmp_path / "a.txt", FILLER)

    def saved(*_: object) -> None:
        (home.path / name).parent.mkdir(exist_ok=True)
        (home.path / name).write_text("# saved by an editor meanwhile\n", "utf-8")

    ingest(home, saved)
    assert not is_current(home)
    ingest(home)
    assert is_current(home)


def test_one_bad_file_does_not_stop_the_others(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "a.txt", FILLER)
    keep(home, SourceFile("added/bad/bad.pdf", "", 0, "pdf", "added", document="bad"), b"%PDF-1.4 nothing more")
    report = ingest(home)
    assert [info.id for info in report.texts] == ["a"]
    ((file, reason),) = report.refused
    assert file == "added/bad/bad.pdf"
    assert "PDF" in said(reason)


def test_nothing_readable_leaves_the_library(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "a.txt", FILLER)
    ingest(home)
    (home.sources / "added/a").rename(home.sources / "moved")
    with pytest.raises(HomeError, match="sources-none-read: 1, "):
        ingest(home)
    assert [info.id for info in Library(home).texts] == ["a"]


def test_no_sources(home: Home) -> None:
    with pytest.raises(HomeError, match="no sources yet"):
        ingest(home)


def test_an_edition_without_speakers_is_doubted(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "a.txt", FILLER, edition="en-specimen")
    assert NOBODY_SPEAKS.to_json() in ingest(home).entries[0]["doubts"]


def test_two_copies_of_an_edition_stay_apart(home: Home, tmp_path: Path) -> None:
    bring(home, tmp_path / "own.txt", ENGLISH, edition="en-specimen")
    fetched = SourceFile("texts.example/report.txt", "", 0, "text", "fetched", edition="en-specimen")
    keep(home, fetched, ENGLISH.encode())
    report = ingest(home)
    assert [info.id for info in report.texts] == ["en-specimen", "en-specimen.own"]
    refs = [turn.ref for info in report.texts for turn in Library(home).turns(info.id)]
    assert len(refs) == len(set(refs))
    assert any(doubt["code"] == "edition-held-twice" for doubt in report.entries[1]["doubts"])


def test_a_contents_page_is_counted_as_left_out(home: Home) -> None:
    page = b"<html><head><title>t</title></head><body><ul><li><a href='1.htm'>Quagga</a></li></ul></body></html>"
    edition = {"edition": "en-specimen"}
    keep(home, SourceFile("texts.example/index.htm", "", 0, "html", "fetched", index=True, **edition), page)
    keep(home, SourceFile("texts.example/1.txt", "", 0, "text", "fetched", order=1, **edition), ENGLISH.encode())
    (entry,) = ingest(home).entries
    assert entry["words"]
    said = " ".join(item["text"] for item in entry["left_out"])
    assert "Quagga" in said or "Quagga" in " ".join(turn.text for turn in Library(home).turns("en-specimen"))
