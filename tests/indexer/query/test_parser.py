"""The query language: what is read, what is mended, what is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import QueryError
from corpus.limits import MAX_QUERY_CHARS, MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH
from indexer.query.parser import parse

READ = {
    "plead guilty": "plead guilty",
    '"not guilty"': '"not guilty"',
    "«не признаю» -виновным": '"не признаю" -виновным',
    "„не признаю“": '"не признаю"',
    "“not guilty”": '"not guilty"',
    "”not guilty”": '"not guilty"',
    "‟not guilty”": '"not guilty"',
    "'not guilty' ok": '"not guilty" ok',
    "‘not guilty’": '"not guilty"',
    "«он „так“ сказал»": '"он так сказал"',
    "don't it's": "dont it",
    "a OR b c": "a OR b c",
    "a ИЛИ b | c": "a OR b OR c",
    "a И b AND c": "a b c",
    "NOT a": "-a",
    "НЕ a": "-a",
    "не признаю": "не признаю",
    "NOT NOT a": "a",
    "(a OR b) c": "(a OR b) c",
    "a (b (c d))": "a b c d",
    "-(a b)": "-(a b)",
    "–слово": "-слово",
    "слово - слово": "слово слово",
    "— Да, признаю": "да признаю",
    "право-троцкистский": "право-троцкистский",
    "ВКП(б) член": "вкп-б член",
    "plea*": "plea*",
    "te?t": "te?t",
    "who?": "who",
    "**bold** *italic*": "bold italic",
    '"призна* себя"': '"призна* себя"',
    '"a b"~3': '"a b"~3',
    '"a"~3': '"a"',
    "a NEAR/3 b": "a NEAR/3 b",
    "a NEAR b": "a NEAR/10 b",
    "a РЯДОМ/2 b": "a NEAR/2 b",
    "a NEAR/1 (b OR c) NEAR/2 d": "a NEAR/1 (b OR c) NEAR/2 d",
    "Speaker:Smith -role:witness": "speaker:smith -role:witness",
    'speaker:"A B" doc:x': 'speaker:"a b" document:x',
    "Ещё": "еще",
    "U.S.S.R.": "u-s-s-r",
}

MENDED = {
    '"not guilty': ('"not guilty"', "closed a quotation mark"),
    "(a b": ("a b", "closed a bracket"),
    "((a b": ("a b", "closed 2 brackets"),
    "a) b": ("a b", "left out a bracket that closes nothing"),
    "OR a": ("a", "left out OR, which joins nothing"),
    "a OR": ("a", "left out OR, which joins nothing"),
    "a AND": ("a", "left out AND, which joins nothing"),
    "a AND OR b": ("a OR b", "left out AND, which joins nothing"),
    "a NOT": ("a", "left out NOT, which joins nothing"),
    "NEAR a": ("a", "left out NEAR, which joins nothing"),
    "a NEAR": ("a", "left out NEAR, which joins nothing"),
    "(a b) NEAR c": ("a b c", "NEAR joins words and phrases only and was read as AND"),
    '"" a': ("a", "left out quotation marks without words"),
    "a ()": ("a", "left out empty brackets"),
    "a-b~2": ("a-b", "left out ~2, which goes with a phrase in quotation marks or with one word"),
    "слово~7": ("слово~2", "7 errors were cut to 2"),
    '"a b"~90': ('"a b"~20', "a distance of 90 words was cut to 20"),
    "colour:red": ("colour-red", "“colour:” is no field and was read as a word"),
}


@pytest.mark.parametrize("typed", READ)
def test_reads(typed: str) -> None:
    query = parse(typed)
    assert str(query) == READ[typed]
    assert query.repairs == ()
    assert parse(str(query)).root == query.root


@pytest.mark.parametrize("typed", MENDED)
def test_mends_and_says_so(typed: str) -> None:
    canonical, repair = MENDED[typed]
    query = parse(typed)
    assert str(query) == canonical
    assert query.repairs == (repair,)
    assert repair in query.reading


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "no words"),
        (" \n ", "no words"),
        ("… — !?", "no words"),
        ('""', "no words"),
        ("AND OR", "no words"),
        ("a" * (MAX_QUERY_CHARS + 1), "1,001 characters"),
        ("ab " * (MAX_QUERY_CLAUSES + 1), "65 words and phrases"),
        ("(" * (MAX_QUERY_DEPTH + 1) + "a", "brackets inside each other"),
        ("a*", "too few letters"),
        ("*ский", "too few letters"),
        ('"п* слово"', "too few letters"),
    ],
)
def test_refuses_with_advice(typed: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as refusal:
        parse(typed)
    assert refusal.value.advice


def test_readings_in_words() -> None:
    assert parse('plead "not guilty" -"ab c" speaker:smith').reading == (
        "any form of “plead”, and exactly “not guilty”, and without exactly “ab c”, and speaker is smith"
    )
    assert parse("ab NEAR/3 (cd OR ef*)").reading == (
        "any form of “ab” within 3 words of (any form of “cd” or words like “ef*”)"
    )
    assert parse('"ab cd"~2').reading == "“ab cd” with at most 2 words between"


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 900, ")" * 900, "NOT " * 240, "-" * 999, '"' * 999, "~" * 999, "a:" * 400, "| " * 499, "(a" * 12,
        "NEAR/9 " * 140, "«" * 500 + "a", "'" * 999, "*" * 999, "a" + "?" * 900, "ab*" * 300, "\u202e\0\ud800a",
    ],
)
def test_hostile_queries_end_at_once(typed: str) -> None:
    began = time.process_time()
    try:
        query = parse(typed)
    except QueryError:
        pass
    else:
        assert parse(str(query)).root == query.root
    assert time.process_time() - began < 5


@settings(max_examples=400)
@given(st.text(max_size=120) | st.lists(
    st.sampled_from(['"', "«", "»", "'", "(", ")", "-", "|", "OR", "НЕ", "NEAR/3", "~2", "speaker:", "ab", "слово",
                     "it's", "te*", "p?n", " ", " ", ":", "’", "*"]), max_size=25).map("".join))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError:
        return
    assert query.reading
    assert parse(str(query)).root == query.root
