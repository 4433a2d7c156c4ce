"""``trials sources``, ``fetch``, ``add``, ``remove`` and ``ingest`` as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import hits, snapshot, trials

from corpus.catalogue.catalogue import load

FILLER = "lorem ipsum alpha beta gamma delta epsilon zeta eta theta iota kappa"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """A folder laid out host/path with pages of one edition: labels before words that are no speech."""
    (source,) = [s for s in load("main").sources if s.fetch and s.edition == "en-1938"]
    index = source.url.rstrip("/") + ("" if source.url.endswith(".htm") else "/index.htm")
    for number, page in enumerate((index, *(page.url for page in source.pages))):
        path = tmp_path / "mirror" / page.removeprefix("https://")
        path.parent.mkdir(parents=True, exist_ok=True)
        body = "".join(f"<p><b>VYSHINSKY:</b> {FILLER} {n}.</p>" for n in range(number and 5))
        path.write_text(f"<html><head><title>Pages</title></head><body>{body}</body></html>", "utf-8")
    return tmp_path / "mirror"


def test_fetch_from_a_folder(tmp_path: Path, mirror: Path) -> None:
    home = tmp_path / "home"
    answer = trials("fetch", "en-1938", "--mirror", mirror, home=home)
    assert answer.code == 0, answer.err
    data = trials("search", '"epsilon zeta"', "--json", home=home).data
    assert data["hits_total"] == 15
    assert {hit["speaker"] for hit in data["hits"]} == {"vyshinsky"}
    again = trials("fetch", "en-1938", "--mirror", mirror, home=home)
    assert again.code == 0
    assert "nothing to do" in again.err
    listed = next(row for row in trials("sources", "--json", home=home).data["editions"] if row["files"])
    assert listed["edition"] == "en-1938"
    assert listed["missing"] == []


def test_fetch_from_a_mirror_that_lacks_pages(tmp_path: Path, mirror: Path) -> None:
    home = tmp_path / "home"
    gone = sorted(mirror.rglob("*.htm"))[1]
    content = gone.read_bytes()
    gone.unlink()
    answer = trials("fetch", "en-1938", "--mirror", mirror, home=home)
    assert answer.code == 7
    assert gone.name in answer.err
    assert hits(home, "epsilon") == 10
    gone.write_bytes(content)
    assert trials("fetch", "en-1938", "--mirror", mirror, home=home).code == 0
    assert hits(home, "epsilon") == 15


def test_fetch_from_an_empty_mirror_changes_nothing(own_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (tmp_path / "nothing").mkdir()
    answer = trials("fetch", "en-1938", "--mirror", tmp_path / "nothing", home=home)
    assert answer.code == 7
    assert trials("search", "epsilon", home=home).code == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fetch", "en-1700"), "en-1700"),
        (("fetch", "en-1937"), "trials add FILE --edition en-1937"),
        (("fetch", "en-1938", "--mirror", "/nowhere/at/all"), "not a folder"),
    ],
)
def test_what_cannot_be_fetched(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = trials(*arguments, home=tmp_path / "home")
    assert answer.code == 3
    assert said in answer.err


@pytest.mark.slow
def test_sources_says_what_is_held_and_how_to_bring_the_rest(specimen: Path, tmp_path: Path) -> None:
    rows = trials("sources", "--json", home=tmp_path / "new").data["editions"]
    assert {row["edition"] for row in rows} == set(load("main").editions)
    for row in rows:
        assert row.keys() >= {"trial", "lang", "record", "title", "note", "rights", "files", "missing", "bring"}
        assert row["bring"].startswith("trials fetch" if row["fetchable"] else "trials add")
    plain = trials("sources", home=specimen)
    assert "en-specimen" in plain.out
    assert "here: 1 file" in plain.out
    assert "essay" in plain.out


def test_adding_again_changes_nothing(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(FILLER, "utf-8")
    assert trials("add", path, home=own_home).code == 0
    before = snapshot(own_home)
    answer = trials("add", path, home=own_home)
    assert answer.code == 0
    assert "1 already here" in answer.err
    assert "nothing to do" in answer.err
    assert snapshot(own_home) == before


def test_steps_can_be_taken_one_by_one(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"{FILLER} quagga", "utf-8")

    assert trials("add", path, "--no-ingest", home=own_home).code == 0
    assert hits(own_home, "quagga") == 0
    assert trials("ingest", "--no-index", home=own_home).code == 0
    assert hits(own_home, "quagga") == 0
    assert "older than the library" in trials("check", home=own_home).err
    assert trials("reindex", home=own_home).code == 0
    assert hits(own_home, "quagga") == 1


def test_what_the_user_says_of_a_document_is_kept(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(FILLER, "utf-8")
    options = ("--document", "filler", "--kind", "cited", "--title", "Words Without Sense", "--lang", "en")
    assert trials("add", path, *options, home=own_home).code == 0
    data = trials("search", "kappa", "--kind", "cited", "--document", "filler", "--json", home=own_home).data
    assert data["hits_total"] == 1
    assert "Words Without Sense" in trials("sources", home=own_home).out
    assert trials("add", path, "--document", "filler", "--title", "Other Words", home=own_home).code == 0
    assert "Other Words" in trials("sources", home=own_home).out


def test_an_edition_in_which_nobody_speaks_is_doubted(own_home: Path, tmp_path: Path) -> None:
    assert trials("remove", "en-specimen", home=own_home).code == 0
    path = tmp_path / "note.txt"
    path.write_text(FILLER, "utf-8")
    answer = trials("add", path, "--edition", "en-specimen", home=own_home)
    assert answer.code == 0
    assert "doubt: no speaker was recognised" in answer.err


def test_taking_texts_out_again(own_home: Path) -> None:
    answer = trials("remove", "essay", "letter-ru", home=own_home)
    assert answer.code == 0, answer.err
    data = trials("search", "light", "--json", home=own_home).data
    editions = data["searched"]["editions"]
    assert {"en-specimen", "ru-specimen"} <= set(editions)
    assert data["searched"]["documents"] == []
    assert not list((own_home / "sources").rglob("*essay*.md"))
    unknown = trials("remove", "essay", home=own_home)
    assert unknown.code == 3
    assert "en-specimen" in unknown.err
    assert trials("remove", *editions, home=own_home).code == 0
    assert trials("search", "light", home=own_home).code == 0


def test_the_report_of_an_ingest(own_home: Path) -> None:
    report = trials("ingest", "--json", home=own_home).data
    assert {"texts", "refused", "pairs"} <= report.keys()
    assert {entry["id"] for entry in report["texts"]} >= {"en-specimen", "ru-specimen", "essay", "letter-ru"}
    assert all({"turns", "words", "left_out", "doubts", "files"} <= entry.keys() for entry in report["texts"])


def test_align_counts_pairs(own_home: Path) -> None:
    rows = trials("pairs", "--json", home=own_home).lines
    pairs = [row for row in rows if row["left"]["ref"].startswith("ru-specimen/")]
    answer = trials("align", "--trial", "specimen", home=own_home)
    assert answer.code == 0
    assert f"{len(pairs)} pairs" in answer.err
    assert trials("align", "--trial", "1937", home=own_home).code == 3


def test_no_pairs_is_said(tmp_path: Path, mirror: Path) -> None:
    home = tmp_path / "home"
    trials("fetch", "en-1938", "--mirror", mirror, home=home)
    answer = trials("pairs", "--json", home=home)
    assert (answer.code, answer.out) == (0, "")
    assert "no pairs" in answer.err


LONG = "Examination of harbourmasters, lamplighters, warehousekeepers and ferrymen: part"
CONTENTS = "".join(f'<li><a href="{n}.htm">{LONG} {n}</a></li>' for n in range(6))
LEFT_OUT = {
    "navigation": f"<ul>{CONTENTS}</ul>",
    "duplicate": f"<h4>{LONG}</h4><p>{LONG} It burned.</p>",
}


@pytest.mark.parametrize(("kind", "body"), LEFT_OUT.items(), ids=LEFT_OUT)
def test_add_says_the_longest_piece_left_out(tmp_path: Path, kind: str, body: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body>{body}<p>VYSHINSKY: {FILLER}.</p></body></html>", "utf-8")
    told = trials("add", path, "--edition", "en-1938", home=tmp_path / "home").err
    [line] = [line.strip() for line in told.splitlines() if "left out as" in line]
    assert line.startswith(f"left out as {kind}: ")
    assert LONG in line


def test_leaders_of_contents_make_no_piece_long_and_are_no_words(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    contents = "".join(f'<p><a href="{n}">Part{" ." * 60} {n}</a></p>' for n in range(9))
    path.write_text(f"<html><body><nav>{contents}</nav><p>VYSHINSKY: {FILLER}.</p></body></html>", "utf-8")
    assert "left out as" not in trials("add", path, "--edition", "en-1938", home=tmp_path / "home").err


def test_add_says_nothing_of_short_pieces_left_out(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f'<html><body><p><a href="x">Contents</a></p><p>VYSHINSKY: {FILLER}.</p></body></html>', "utf-8")
    assert "left out as" not in trials("add", path, "--edition", "en-1938", home=tmp_path / "home").err
