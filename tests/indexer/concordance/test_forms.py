"""Forms of words, and the tables that join them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.concordance.forms import lemma_keys
from indexer.concordance.layers import LayerTable, save_layer
from indexer.concordance.lexicon import STEP, Lexicon, save_words


def joined(one: str, other: str) -> bool:
    return bool(set(lemma_keys(one)) & set(lemma_keys(other)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plead", "pleaded"), ("confess", "confessing"), ("terrorist", "terrorists"), ("say", "said"),
        ("go", "went"), ("going", "gone"), ("men", "man"), ("taken", "took"), ("being", "was"), ("lay", "lying"),
        ("признать", "признаю"), ("виновный", "виновными"), ("стали", "сталь"), ("стали", "стать"),
        ("человек", "людьми"), ("еще", "еще"), ("12", "12"), ("елка", "елку"),
        ("saw", "see"), ("saw", "sawing"), ("left", "leave"), ("leaf", "leaves"), ("lie", "lay"), ("lay", "laid"),
        ("was", "am"), ("could", "can"), ("data", "datum"), ("crisis", "crises"), ("better", "good"), ("worst", "bad"),
        ("plotting", "plot"), ("travelled", "travel"), ("swore", "sworn"), ("overthrown", "overthrew"),
        ("witnesses", "witness"), ("spies", "spy"), ("kulaks", "kulak"), ("trotskyites", "trotskyite"),
        ("zinovievites", "zinovievite"), ("bolsheviks", "bolshevik"), ("testimonies", "testimony"),
        ("обединенного", "объединенный"), ("сезде", "съезд"), ("обявил", "объявить"),
    ],
)
def test_forms_of_one_word_share_a_key(one: str, other: str) -> None:
    assert joined(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("terror", "terrorist"), ("terror", "terrorism"), ("active", "activity"), ("conspire", "conspirator"),
     ("light", "lightly"), ("confess", "confession"), ("wreck", "wrecker"), ("part", "party"), ("policy", "police"),
     ("general", "generally"), ("operate", "operation"), ("organ", "organization"), ("universe", "university"),
     ("state", "statement"), ("relate", "relation"), ("arm", "army"), ("important", "import"), ("news", "new"),
     ("past", "pass"), ("business", "busy"), ("commit", "committee"), ("i", "me"), ("dont", "do"), ("kiros", "kiro"),
     ("radius", "radiu"),
     ("not", "no"), ("не", "ни"), ("guilty", "guild"), ("признать", "признак"), ("12", "13"), ("a", "an"),
     ("сталь", "стать"), ("объединенный", "объединение"),
     ("сел", "съел"), ("обедали", "объедали")],
)
def test_different_words_share_none(one: str, other: str) -> None:
    assert not joined(one, other)


def test_every_word_has_a_key() -> None:
    for form in ("not", "не", "the", "и", "a", "я", "1936", "²", "é", "ὁ", "x1", "abв", "s"):
        assert lemma_keys(form)


def test_a_word_list_finds_words_and_beginnings(tmp_path: Path) -> None:
    words = sorted(["a", "ab", "abc", "b", "ab\U0001f600", "ба", "бавт", "бб", "z" * 300])
    save_words(tmp_path, "words", words)
    lexicon = Lexicon.load(tmp_path, "words")
    assert [lexicon.word(number) for number in range(len(lexicon))] == words
    assert [lexicon.find(word) for word in words] == list(range(len(words)))
    assert lexicon.find("abd") is None and lexicon.find("") is None and lexicon.find("яя") is None
    for prefix in ("a", "ab", "б", "ба", "x", "z"):
        assert [words[number] for number in lexicon.with_prefix(prefix)] == [w for w in words if w.startswith(prefix)]


def test_a_long_word_list_finds_every_word_and_no_other(tmp_path: Path) -> None:
    words = sorted(f"{number:b}" for number in range(3 * STEP + 1))
    save_words(tmp_path, "words", words)
    lexicon = Lexicon.load(tmp_path, "words")
    assert [lexicon.find(word) for word in words] == list(range(len(words)))
    assert all(lexicon.find(f"{word}2") is None for word in words)
    for prefix in ("", "0", "1", "10", "101", "11", "2"):
        assert [words[number] for number in lexicon.with_prefix(prefix)] == [w for w in words if w.startswith(prefix)]


def test_an_empty_word_list(tmp_path: Path) -> None:
    save_words(tmp_path, "words", [])
    lexicon = Lexicon.load(tmp_path, "words")
    assert (len(lexicon), lexicon.find("a"), list(lexicon.with_prefix("a"))) == (0, None, [])


def test_a_layer_joins_words_by_any_key(tmp_path: Path) -> None:
    words = ["ab", "bc", "cd", "dd", "xy"]
    save_layer(tmp_path, "first", [sorted({word[0], word[-1]}) for word in words], ["q"])
    table = LayerTable(tmp_path, "first")
    assert {words[number] for number in table.joined("bc", 1)} == {"ab", "bc", "cd"}
    assert {words[number] for number in table.joined("d", None)} == {"cd", "dd"}
    assert table.joined("q", None) == set() == table.joined("no", None)
    assert table.keys("d", None) == ("d",)
    assert table.keys("", 0) == ("a", "b")
