"""The query language: what is read, what is mended, what is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files

import pytest
from growth import assert_grows
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import QueryError
from corpus.limits import MAX_QUERY_CHARS, MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH
from corpus.model.notes import Note
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
    "to: see here": "to see here",
    "or b": "or b",
    "[sic]": "sic",
    "coup d'état": "coup etat",
    '"coup d\'état"': '"coup detat"',
    "L’Humanité": "humanite",
    "two- Or three-fold": "two or three-fold",
    "право- Троцкист": "право троцкист",
    '[word="u.s.s.r."]': '"u s s r"',
    '[word="ВКП(б)"]': '"вкп б"',
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
    '"not guilty': ('"not guilty"', Note("query-quote-closed")),
    "(a b": ("a b", Note("query-brackets-closed", count=1)),
    "((a b": ("a b", Note("query-brackets-closed", count=2)),
    "a) b": ("a b", Note("query-bracket-stray")),
    "OR a": ("a", Note("query-operator-stray", what="OR")),
    "a OR": ("a", Note("query-operator-stray", what="OR")),
    "a AND": ("a", Note("query-operator-stray", what="AND")),
    "a AND OR b": ("a OR b", Note("query-operator-stray", what="AND")),
    "a NOT": ("a", Note("query-operator-stray", what="NOT")),
    "NEAR a": ("a", Note("query-operator-stray", what="NEAR")),
    "a NEAR": ("a", Note("query-operator-stray", what="NEAR")),
    "(a b) NEAR c": ("a b c", Note("query-near-as-and")),
    '"" a': ("a", Note("query-quotes-empty")),
    "a ()": ("a", Note("query-brackets-empty")),
    "a-b~2": ("a-b", Note("query-tilde-stray", mark="~2")),
    "слово~7": ("слово~2", Note("query-errors-cut", errors=7, most=2)),
    '"a b"~90': ('"a b"~20', Note("query-distance-cut", gap=90, most=20)),
    "colour:red": ("colour-red", Note("query-field-unknown", name="colour")),
    "Speaker: Smith plan": ("speaker:smith plan", Note("query-field-spaced", name="speaker", value="Smith")),
    "plan lang:\u00a0ru": ("plan lang:ru", Note("query-field-spaced", name="lang", value="ru")),
    '"terrorist acts"[12]': ('"terrorist acts"', Note("query-mark-left-out", mark="[12]")),
    "“terrorist acts” (p. 41)": ('"terrorist acts"', Note("query-mark-left-out", mark="(p. 41)")),
    "«террор» (с. 41–42)": ('"террор"', Note("query-mark-left-out", mark="(с. 41–42)")),
    '"terrorist [sic] acts"': ('"terrorist acts"', Note("query-mark-left-out", mark="[sic]")),
    '"terrorist acts.[3] He"': ('"terrorist acts he"', Note("query-mark-left-out", mark="[3]")),
    '"terror\u200bist \u2060acts"': ('"terrorist acts"', Note("query-invisible", count=2)),
    '"organ-\nization of a"': ('"organization of a" OR "organ ization of a"',
                               Note("query-line-hyphen", word="organ-ization")),
    '"organ- ization"~3': ('"organization"', Note("query-line-hyphen", word="organ-ization")),
    "organ-\n  ization plan": ("(organization OR organ-ization) plan", Note("query-line-hyphen", word="organ-ization")),
    "a or b": ("a or b", Note("query-lower-operator", word="or", sign="OR")),
    "(a b) and c": ("a b and c", Note("query-lower-operator", word="and", sign="AND")),
    '"a" или b': ('"a" или b', Note("query-lower-operator", word="или", sign="ИЛИ")),
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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "query-empty"),
        (" \n ", "query-empty"),
        ("… — !?", "query-empty"),
        ('""', "query-empty"),
        ("AND OR", "query-empty"),
        ("a" * (MAX_QUERY_CHARS + 1), "query-too-long"),
        ("ab " * (MAX_QUERY_CLAUSES + 1), "query-too-many"),
        ("(" * (MAX_QUERY_DEPTH + 1) + "a", "query-too-deep"),
        ("a*", "query-pattern-short"),
        ("*ский", "query-pattern-short"),
        ('"п* слово"', "query-pattern-short"),
        ("?ot", "query-pattern-short"),
        ("??an", "query-pattern-short"),
        ('plan "the ?ot"', "query-pattern-short"),
        ('[word="?ot"]', "query-pattern-short"),
        ('[lemma!="know"] "know"', "query-token-unread"),
        ('[!lemma="plan"] "light"', "query-token-unread"),
        ('[lemma="plan"] [pos="N"]', "query-token-unread"),
        ('[lemma="plan" & word="plans"]', "query-token-unread"),
        ("[word='plan']", "query-token-unread"),
        ("[word=plan]", "query-token-unread"),
        ('[ word ~ "plan"]', "query-token-unread"),
        ('[word="pla.*"]', "query-regex"),
        ('[word="plan|light"]', "query-regex"),
        ('[lemma="pl[ae]n"]', "query-regex"),
        ('"the" [word="t.rror"]', "query-regex"),
        ('[word="(plan)?"]', "query-regex"),
        ('[word="^plan"]', "query-regex"),
    ],
)
def test_refuses_with_advice(typed: str, said: str) -> None:
    with pytest.raises(QueryError) as refusal:
        parse(typed)
    assert refusal.value.why.code == said
    assert refusal.value.next_step


@pytest.mark.parametrize(
    "typed",
    [
        "(" * 900, ")" * 900, "NOT " * 240, "-" * 999, '"' * 999, "~" * 999, "a:" * 400, "| " * 499, "(a" * 12,
        "NEAR/9 " * 140, "«" * 500 + "a", "'" * 999, "*" * 999, "a" + "?" * 900, "ab*" * 300, "\u202e\0\ud800a",
    ],
)
def test_hostile_queries_end_at_once(typed: str) -> None:
    def reading(size: int) -> Callable[[], None]:
        def work() -> None:
            with suppress(QueryError):
                query = parse(typed[:size])
                assert parse(str(query)).root == query.root

        return work

    assert_grows(reading, len(typed) // 8)


@settings(max_examples=400)
@given(st.text(max_size=120) | st.lists(
    st.sampled_from(['"', "«", "»", "'", "(", ")", "-", "|", "OR", "НЕ", "NEAR/3", "~2", "speaker:", "ab", "слово",
                     "it's", "te*", "p?n", " ", " ", ":", "’", "*", "[12]", "(p. 41)", "-\n",
                     "family:", "[lemma!=", "\u200b", "U.S.S.R.", "Speaker: ", "l'", "é",
                     "or"]), max_size=25).map("".join))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        query = parse(typed)
    except QueryError:
        return
    assert parse(str(query)).root == query.root


LEFT_OUT = tomllib.loads((files("indexer") / "data" / "pasted.toml").read_text("utf-8"))["left_out"]


@given(st.lists(st.sampled_from(["word", "слово", "12", "sic", "так", "p. 41", "с. 41", *" .,!?»”[]()"])).map("".join))
def test_what_is_left_out_has_a_bracket(text: str) -> None:
    found = re.search(LEFT_OUT, text)
    assert not found or "[" in found.group() or "(" in found.group()
    assert not re.search(LEFT_OUT, text.replace("[", "").replace("(", ""))
