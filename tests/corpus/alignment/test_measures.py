"""How good alignment is, on what is known of the specimen and of real passages. Floors only rise."""

from __future__ import annotations

from pathlib import Path

import align_gold as gold
import pytest

from corpus.alignment.segments import Segment, align_segments, costs_by_end
from corpus.alignment.sentences import SentencePair, SentencePlace, sentence_pairs
from corpus.model.turns import Turn


@pytest.mark.slow
def test_turns_of_a_full_translation() -> None:
    left, right = gold.edition(gold.RUSSIAN), gold.edition(gold.ENGLISH)
    assert len(left) >= 300
    score = gold.turn_score(left, right, gold.known(), "verbatim")
    assert score.f1 >= 0.995
    assert score.sure_precision >= 0.999
    assert score.sure_share >= 0.97
    assert gold.f1(gold.length_only(left, right), gold.known()) < score.f1


def test_a_condensed_edition() -> None:
    score = gold.condensed_score()
    assert score.f1 >= 0.91
    assert score.sure_precision >= 0.99
    assert score.sure_share >= 0.75


@pytest.mark.parametrize(
    ("wear", "share", "floor", "sure"),
    [("drop", 0.1, 0.99, 0.999), ("drop", 0.3, 0.945, 0.99), ("merge", 0.1, 0.94, 0.999), ("move", 0.1, 0.95, 0.999)],
)
def test_turns_dropped_merged_and_moved(wear: str, share: float, floor: float, sure: float) -> None:
    score = gold.turn_score(*gold.worn_turns(0, **{wear: share}), "cut")
    assert score.f1 >= floor
    assert score.sure_precision >= sure


@pytest.mark.slow
def test_sentences_of_the_specimen() -> None:
    units = gold.specimen_units()
    cases = [case for seed in range(2) for case in gold.worn_sentences(units, seed, 3, 0.05, 0.1)]
    assert gold.strict_f1(cases, gold.with_lexicon) >= 0.967
    assert gold.strict_f1(cases, gold.without_lexicon) >= 0.961
    assert gold.strict_f1(cases, gold.baseline) < gold.strict_f1(cases, gold.without_lexicon)
    assert gold.whole_specimen() >= 0.995


@pytest.mark.sources
def test_sentences_of_real_passages(examples: Path) -> None:
    units = gold.passage_units(examples)
    cases = [case for seed in range(3) for case in gold.worn_sentences(units, seed, 3, 0.05, 0.1)]
    assert gold.strict_f1(cases, gold.with_lexicon) >= 0.964
    assert gold.strict_f1(cases, gold.baseline) < 0.93


@pytest.mark.slow
def test_long_sittings_are_paired() -> None:
    left, right, wanted = gold.stand_in(1, 2400)
    assert gold.f1(gold.links(gold.paired(left, right, "verbatim")), wanted) >= 0.998


def _turn(ref: str, lang: str, text: str) -> Turn:
    return Turn(ref=ref, text_id=lang, ordinal=0, kind="speech", text=text, lang=lang)


def test_sentence_pairs_say_where_the_sentences_stand() -> None:
    left = [
        _turn("ru/1", "ru", "Брумель приехал в Тарвик девятого. Кто его встретил?"),
        _turn("ru/2", "ru", "Окерн, с 14 ящиками."),
    ]
    texts = {t.ref: t.text for t in left}
    right = [_turn("en/1", "en", "Brumel came to Tarvik on the ninth. Who met him? Okern did, with 14 crates.")]
    pairs = sentence_pairs(left, right)
    assert [[texts[p.ref][p.start : p.end] for p in pair.left] for pair in pairs] == [
        ["Брумель приехал в Тарвик девятого."], ["Кто его встретил?"], ["Окерн, с 14 ящиками."]
    ]
    places = [(SentencePlace("en/1", start, end),) for start, end in ((0, 35), (36, 48), (49, 75))]
    assert [p.right for p in pairs] == places
    assert all(0.5 < p.confidence <= 1 for p in pairs)


def test_a_sentence_that_the_other_side_lacks_has_no_partner() -> None:
    text = "Брумель приехал в Тарвик 9 июня. Погода стояла прескверная, и все молчали. Ящиков было 14."
    left = _turn("ru/1", "ru", text)
    right = _turn("en/1", "en", "Brumel came to Tarvik on June 9. There were 14 crates.")
    for condensed in (False, True):
        assert [len(p.right) for p in sentence_pairs([left], [right], condensed=condensed)] == [1, 0, 1]
    alone = [SentencePair((SentencePlace("ru/1", a, b),), (), 0.0) for a, b in ((0, 32), (33, 74), (75, 90))]
    assert sentence_pairs([left], []) == alone
    assert [len(p.left) for p in sentence_pairs([], [right])] == [0, 0]
    assert sentence_pairs([], []) == []


def test_segments_without_gaps_and_costs_of_every_end() -> None:
    left = [Segment("Брумель приехал в Тарвик 9 июня.", "ru"), Segment("Ящиков было 14, и все пустые.", "ru")]
    right = [
        Segment("Brumel came to Tarvik on June 9.", "en"),
        Segment("There were 14 crates, and all of them empty.", "en"),
    ]
    other = Segment("Nothing of that kind is known in the village, however long one asks about it there.", "en")
    assert all(link.left and link.right for link in align_segments(left, [*right, other], gaps=False))
    costs = costs_by_end(left, [*right, other])
    assert min(costs) == costs[1] < 0
