"""``trials fetch`` with an address: what is said of it, and sources of the user's own catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import trials
from own_play import printed, write_catalogue


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_catalogue(tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    """The English play on three numbered pages of a site, as a folder has it."""
    paragraphs = printed("en").split("\n\n")
    for number in range(3):
        path = tmp_path / "mirror" / "clock.example" / f"page-{number + 1}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(paragraphs[number * 24 : number * 24 + 24]), "utf-8")
    return tmp_path / "mirror"


def test_an_address_with_an_edition_is_read_and_found(home: Path, mirror: Path) -> None:
    address = "https://clock.example/page-{1}.txt"
    answer = trials("fetch", address, "--edition", "en-clock", "--mirror", mirror, home=home)
    assert answer.code == 0, answer.err
    assert "fetched 3 files" in answer.err
    hits = trials("search", '"escape wheel"', "--json", home=home).data["hits"]
    assert [hit["speaker"] for hit in hits] == ["renn"]
    assert hits[0]["source"]["url"] == "https://clock.example/page-3.txt"


def test_a_source_of_the_own_catalogue_is_brought_by_the_name_of_its_edition(home: Path, mirror: Path) -> None:
    (home / "catalogue" / "sources.toml").write_text(
        '[[source]]\nurl = "https://clock.example/page-{1}.txt"\nedition = "en-clock"\nfetch = true\n', "utf-8")
    assert "trials fetch en-clock" in trials("sources", home=home).out
    answer = trials("fetch", "en-clock", "--mirror", mirror, "--no-ingest", home=home)
    assert answer.code == 0, answer.err
    assert "fetched 3 files" in answer.err


@pytest.mark.parametrize(("arguments", "told"), [
    (("https://clock.example/a.html",), "Say with --edition"),
    (("en-1936", "--edition", "en-clock"), "there is no address"),
    (("https://clock.example/a.html", "--edition", "en-klock"), "en-clock"),
])
def test_what_is_left_unsaid_is_asked_for(home: Path, arguments: tuple[str, ...], told: str) -> None:
    answer = trials("fetch", *arguments, home=home)
    assert answer.code in (2, 3)
    assert told in answer.err


def test_a_broken_catalogue_stops_every_command_with_file_and_key(home: Path) -> None:
    (home / "catalogue" / "editions.toml").write_text("[en-clock]\ntitel = 'x'\n", "utf-8")
    for command in (("sources",), ("fetch", "en-1936"), ("ingest",)):
        answer = trials(*command, home=home)
        assert answer.code == 3
        assert "editions.toml" in answer.err and "en-clock.titel" in answer.err and "Correct the file." in answer.err
