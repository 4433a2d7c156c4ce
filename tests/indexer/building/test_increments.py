"""A build that takes what was kept gives the files of a build from nothing, whatever was added, removed or changed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.model.turns import Pair, TextInfo, Turn
from corpus.storage import generations
from corpus.storage.home import Home
from corpus.storage.library import write_library
from indexer.arrays import bundle
from indexer.building import gathered, segments, word_lists
from indexer.building.run import build_index
from indexer.concordance import postings
from indexer.engine import inverted
from indexer.generation.index import open_index
from indexer.results import Request

WORDS = ("lorem", "Loremus", "ipsum", "the", "Zinoviev", "zinoviev", "Zinovief", "Каменев", "каменев", "признаю", "a")
Texts = dict[str, tuple[TextInfo, list[Turn]]]


def made_text(chance: random.Random, text_id: str) -> tuple[TextInfo, list[Turn]]:
    """Make a text of a few turns, with names that are capitalised here and not there."""
    turns = [
        tiny_turn(
            "\n".join(" ".join(chance.choices(WORDS, k=chance.randint(0, 9))) for _ in range(chance.randint(1, 3))),
            speaker=chance.choice([None, "amber", "beryl"]), label=chance.choice([None, "Zinoviev"]),
            page=chance.choice(["7", "8-10", None]), sitting=chance.choice([None, "1936-08-19-morning"]),
            section=chance.choice([None, "One", "TWO OF A LIST", "ДОПРОС ЛОРЕМА"]),
        )
        for _ in range(chance.randint(0, 5))
    ]
    return tiny_text(text_id, turns, kind=chance.choice(["transcript", "citing"]), lang=chance.choice(["en", "ru"]),
                     trial=chance.choice([None, "1936"]))


def pairs_of(texts: Texts) -> list[Pair]:
    refs = [turn.ref for _, turns in texts.values() for turn in turns]
    return [Pair((left,), (right,), ("ru", "en"), "1-1", 0.5, "good")
            for left, right in zip(refs[::3], refs[1::3], strict=False)]


def write(home: Home, texts: Texts) -> None:
    write_library(home, list(texts.values()), pairs_of(texts), {})


def files(home: Home) -> dict[str, bytes]:
    """Give all files of the index in use but its manifest, which names the library."""
    place = generations.current(home.index)
    assert place is not None
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*")
            if path.is_file() and path.name != "manifest.json"}


def assert_as_from_nothing(home: Home, texts: Texts, folder: Path) -> None:
    fresh = tiny_home(folder, list(texts.values()), pairs_of(texts))
    found, expected = files(home), files(fresh)
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


@pytest.fixture(autouse=True)
def _small_segments(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(segments, "LARGE", 25)
    yield


@pytest.mark.parametrize("seed", range(5))
def test_any_sequence_of_changes(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    texts = {name: made_text(chance, name) for name in ("b", "d", "f")}
    home = tiny_home(tmp_path / "home", list(texts.values()), pairs_of(texts))
    for step in range(4):
        name = chance.choice("abcdefgh")
        if name in texts and len(texts) > 1 and chance.random() < 0.4:
            del texts[name]
        else:
            texts[name] = made_text(chance, name)
        texts = dict(sorted(texts.items()))
        write(home, texts)
        report = build_index(home)
        assert report.collected <= 1
        assert_as_from_nothing(home, texts, tmp_path / f"fresh{step}")


@pytest.mark.parametrize("at_once", [1, 2, 7])
def test_the_files_do_not_depend_on_how_much_is_looked_at_at_once(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(at_once)  # noqa: S311
    texts = {name: made_text(chance, name) for name in "abcdefgh"}
    home = tiny_home(tmp_path / "home", list(texts.values()), pairs_of(texts))
    for module in (bundle, word_lists, postings, inverted):
        monkeypatch.setattr(module, "AT_ONCE", at_once)
    monkeypatch.setattr(gathered, "LAID_BY", at_once)
    assert_as_from_nothing(home, texts, tmp_path / "parts")


@pytest.fixture
def built(tmp_path: Path) -> tuple[Home, Texts]:
    chance = random.Random(3)  # noqa: S311
    texts = {name: made_text(chance, name) for name in "abcdef"}
    return tiny_home(tmp_path / "home", list(texts.values()), pairs_of(texts)), texts


def test_nothing_changed_collects_nothing_and_full_collects_all(built: tuple[Home, Texts], tmp_path: Path) -> None:
    home, texts = built
    assert build_index(home).collected == 0
    assert_as_from_nothing(home, texts, tmp_path / "fresh")
    assert build_index(home, full=True).collected == len(texts)
    assert_as_from_nothing(home, texts, tmp_path / "again")


@pytest.mark.parametrize("at", [0, 64, 65, 70, 200, -1])
def test_a_damaged_kept_text_is_made_anew(built: tuple[Home, Texts], tmp_path: Path, at: int) -> None:
    home, texts = built
    kept = sorted((home.index / "kept").iterdir())
    assert len(kept) == len(texts)
    for path in kept[:2]:
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    kept[2].write_bytes(b"")
    kept[3].write_bytes(kept[4].read_bytes()[:100])
    assert build_index(home).collected == 4
    assert_as_from_nothing(home, texts, tmp_path / "fresh")
    assert build_index(home).collected == 0


def test_a_kept_text_of_another_text_or_program_is_not_taken(
    built: tuple[Home, Texts], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, texts = built
    monkeypatch.setattr("indexer.building.kept.fingerprint", lambda: "another program")
    assert build_index(home).collected == len(texts)
    assert len(list((home.index / "kept").iterdir())) == len(texts)


def test_a_damaged_segment_is_made_anew(built: tuple[Home, Texts], tmp_path: Path) -> None:
    home, texts = built
    place = generations.current(home.index)
    assert place is not None
    found = sorted((place / "whoosh").glob("*.seg"))
    assert len(found) > 1
    for path in found:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    build_index(home)
    assert_as_from_nothing(home, texts, tmp_path / "fresh")


def test_a_text_more_can_make_a_word_of_another_text_a_form_again(tmp_path: Path) -> None:
    """What a word's keys are depends on all texts: a name always capitalised is no form of another word."""
    texts = {"a": tiny_text("a", ["Каменев сказал"], lang="ru"), "b": tiny_text("b", ["каменев"], lang="ru")}
    home = tiny_home(tmp_path / "home", [texts["a"]])
    write(home, texts)
    assert build_index(home).collected == 1
    assert_as_from_nothing(home, texts, tmp_path / "fresh")
    with open_index(home) as index:
        assert index.search(Request("каменев")).passages_total == 2


def test_segments_follow_the_texts_and_one_more_changes_few() -> None:
    chance = random.Random(1)  # noqa: S311
    ids = [f"text-{number}" for number in range(200)]
    sizes = [chance.choice([3, 10, segments.LARGE]) for _ in ids]
    first = list(segments.grouped(ids, sizes))
    assert [number for part in first for number in part] == list(range(200))
    assert all(len(part) == 1 for part in first if any(sizes[number] >= segments.LARGE for number in part))
    for at in range(0, 200, 7):
        more, grown = [*ids[:at], "new", *ids[at:]], [*sizes[:at], 3, *sizes[at:]]
        known = {tuple(ids[number] for number in part) for part in first}
        fresh = [part for part in segments.grouped(more, grown) if tuple(more[number] for number in part) not in known]
        assert len(fresh) <= 2
