"""Quotation checking on small invented texts: verdicts, differences, flags, what is held."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.model.turns import Turn
from indexer.checking.checker import Checker, Verdict, verify
from indexer.generation.index import open_index
from indexer.results import Request

FIRST, SECOND = "1911-05-04-morning", "1911-05-05-evening"


def said(text: str, speaker: str, page: str, sitting: str = FIRST, section: str = "Opening of the Inquiry") -> Turn:
    return tiny_turn(text, speaker=speaker, label=speaker.upper(), page=page, sitting=sitting, section=section)


EN = [
    said("The keeper went down to the yard, because the geese were making a noise that night.", "gurmalo", "13"),
    said("Did you not say so in March?", "orsetsky", "13"),
    said("I did not say it. I have never said that the lamp was burning when the ferry turned north.", "gurmalo", "14"),
    tiny_turn("Bramm goes on to say that the tug lay at the quay with cold boilers until noon.", kind="narration",
              page="21", sitting=FIRST),
    said("The rope was paid for twice, once by the harbour office and once by the Company; the second bill is here. "
         "Nobody could read the name of Lyokhtin on it.", "dal-renin", "24-25"),
    said("The rope was paid for twice, says the bill, and nobdy noticed for seven years.", "veldanov", "29"),
    tiny_turn("", kind="narration"),
]
RU = [
    said("Смотритель спустился во двор, потому что гуси шумели в ту ночь.", "gurmalo", "35"),
    said("Я не говорил, что лампа горела, когда паром повернул на север.", "gurmalo", "36"),
]
LETTER = ["Посылаю счет за канат и прошу оплатить его до конца месяца."]
BOOK = ["He says “the boatman never came back with the second lantern” somewhere else."]


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    home = tiny_home(tmp_path_factory.mktemp("verify"), [
        tiny_text("en-specimen", EN, trial="specimen"),
        tiny_text("ru-specimen", RU, trial="specimen", lang="ru"),
        tiny_text("letter", LETTER, kind="cited", lang="ru"),
        tiny_text("book", BOOK, kind="citing"),
    ])
    with open_index(home) as index:
        yield Checker(index, load("specimen"))


def kinds(verdict: Verdict) -> list[str]:
    return [d.kind for d in verdict.differences]


@pytest.mark.parametrize(
    "quote",
    [
        "because the geese were making a noise that night", "“The GEESE were making a noise…”",
        "cold boilers until noon",
        "the keeper went down to the yard, because “the geese” were making a noise", "[T]he geese were making a noise",
        "Did you not say so in March? I did not say it.",
        "ORSETSKY: Did you not say so in March? GURMALO: I did not say it.",
        "... the geese were making a noise ...", "гуси шумели в ту ночь", "прошу оплатить его до конца месяца",
        "that night. Did you not say so", "the geese were<sup>3</sup> making a noise that night",
        "the geese were making <p. 64> a noise", "the geese were making / 64 / a noise",
        "the geese [p. 64] were making",
    ],
)
def test_exact(checker: Checker, quote: str) -> None:
    found = checker.check(quote)
    assert (found.verdict, found.flags, kinds(found)) == ("exact", (), [])


@pytest.mark.parametrize(
    ("quote", "kind", "words"),
    [
        ("because the hens were making a noise that night", "word", ("hens", "geese")),
        ("I have said that the lamp was burning when the ferry turned north", "negation", ("", "never")),
        ("the geese were not making a noise that night", "negation", ("not", "")),
        ("the geese were [not] making a noise that night", "negation", ("not", "")),
        ("because the geese (white ones) were making a noise", "gloss", ("white ones", "")),
        ("The keeper went ... because the geese were making a noise", "omission-marked", ("", "down to the yard")),
        ("The keeper went […] because the geese were making a noise", "omission-marked", ("", "down to the yard")),
        ("The keeper went because the geese were making a noise", "omission-unmarked", ("", "down to the yard")),
        ("because the loud geese were making a noise that night", "addition", ("loud", "")),
        ("says the bill, and nobody noticed for seven years", "typing-error", ("nobody", "nobdy")),
        ("the tug lay at the quay with coldboilers until noon", "typing-error", ("coldboilers", "cold boilers")),
        ("could read the name of Lyokhtine on it", "name-spelling", ("Lyokhtine", "Lyokhtin")),
    ],
)
def test_near_with_its_difference(checker: Checker, quote: str, kind: str, words: tuple[str, str]) -> None:
    found = checker.check(quote)
    assert found.verdict == "near"
    assert [(d.kind, d.quote, d.source) for d in found.differences] == [(kind, *words)]
    assert ("negation-changed" in found.flags) == (kind == "negation")


def test_emphasis_and_added_labels_leave_a_quotation_exact(checker: Checker) -> None:
    found = checker.check("the geese were **making** a noise that night")
    assert (found.verdict, kinds(found)) == ("exact", ["emphasis"])
    found = checker.check("BRAMM: the tug lay at the quay with cold boilers")
    assert (found.verdict, kinds(found)) == ("exact", ["label-added"])


@pytest.mark.parametrize(
    "quote",
    [
        "the boatman never came back with the second lantern", "umbrella kettle violin penguin", "the of and",
        "Nobody asked the baker whether the bread was for the passengers", "", "…", "the night the rope",
    ],
)
def test_absent(checker: Checker, quote: str) -> None:
    found = checker.check(quote)
    assert (found.verdict, found.ref, found.differences) == ("absent", None, ())
    assert found.searched.editions == ("en-specimen", "ru-specimen")
    assert found.searched.documents == ("letter",)


@pytest.mark.parametrize(
    ("quote", "flags"),
    [
        ("“the geese were making a noise” (Inquiry 13)", ()),
        ("“the geese were making a noise” (Inquiry 12-14)", ()),
        ("the geese were making a noise (Inquiry 15)", ("other-page",)),
        ("once by the Company; the second bill is here (Inquiry 25)", ()),
        ("the geese were making a noise (Inquiry 999)", ("page-beyond-book", "other-page")),
        ("гуси шумели в ту ночь (Inquiry 13)", ("other-language",)),
        ("гуси шумели в ту ночь (Inquiry 13/ Russian ed. 35)", ()),
        ("гуси шумели в ту ночь (Inquiry 13/ Russian ed. 39)", ("other-page",)),
        ("VELDANOV: because the geese were making a noise", ("other-speaker",)),
        ("BRAMM: the second bill is here (Inquiry 14)", ("other-speaker", "other-page")),
    ],
)
def test_flags_of_the_citation(checker: Checker, quote: str, flags: tuple[str, ...]) -> None:
    found = checker.check(quote)
    assert (found.verdict, found.flags) == ("exact", flags)


def test_the_cited_page_decides_between_two_places(checker: Checker) -> None:
    assert checker.check("The rope was paid for twice (Inquiry 24)").flags == ()
    found = checker.check("The rope was paid for twice (Inquiry 29)")
    assert (found.flags, found.page and found.page.label) == ((), "29")
    assert checker.check("VELDANOV: The rope was paid for twice").flags == ()


def test_speaker_trial_and_pages_may_be_told(checker: Checker) -> None:
    quote = "the geese were making a noise"
    assert checker.check(quote, trial="specimen", pages=["13"], speaker="gurmalo").flags == ()
    assert checker.check(quote, trial="specimen", pages=["17"]).flags == ("other-page",)
    assert checker.check(quote, speaker="bramm").flags == ("other-speaker",)


@pytest.mark.parametrize(
    ("quote", "flags"),
    [
        ("“The keeper went down to the yard,” said Gurmalo.", ()),
        ("“The keeper went down to the yard”, Gurmalo said, “because the geese were making a noise”.", ()),
        ("“The keeper went down to the yard,” said Veldanov.", ("other-speaker",)),
        ("“the geese were making a noise that night” (Gurmalo, 1936)", ("citation-not-understood",)),
        ("«гуси шумели в ту ночь», сказал Гурмало.", ()),
    ],
)
def test_words_outside_the_marks_are_the_authors(checker: Checker, quote: str, flags: tuple[str, ...]) -> None:
    found = checker.check(quote)
    assert (found.verdict, found.flags, kinds(found), found.quote) == ("exact", flags, [], quote)


def test_what_stands_in_marks_is_not_all_where_most_is_outside(checker: Checker) -> None:
    assert checker.check("“the keeper” asked the baker whether the bread was for the passengers").verdict == "absent"


def test_pieces_of_two_places_are_never_exact(checker: Checker) -> None:
    found = checker.check("I have never said that the lamp was burning when and nobdy noticed for seven years says")
    assert found.verdict == "near"
    assert "spliced" in found.flags or "omission-unmarked" in kinds(found)


@pytest.fixture(scope="module")
def partly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checker]:
    """One examination of a report of which the catalogue knows the contents."""
    examined = "Examination of the Accused Bukharin"
    home = tiny_home(tmp_path_factory.mktemp("partly"), [tiny_text("en-1938", [
        tiny_turn("Lorem ipsum dolor sit amet alpha beta.", speaker="bukharin", label="BUKHARIN", section=examined,
                  sitting="1938-03-05-evening"),
        tiny_turn("Consectetur adipiscing elit gamma delta epsilon.", speaker="vyshinsky", label="VYSHINSKY",
                  section=examined, sitting="1938-03-05-evening"),
    ], trial="1938")])
    with open_index(home) as index:
        yield Checker(index, load("main"))


@pytest.mark.parametrize(
    ("cite", "verdict"),
    [
        ("(1938 Trial 380)", "absent"), ("(1938 Trial 81)", "not held"), ("(1938 Trial 350)", "not held"),
        ("(1938 Trial 778)", "not held"), ("(1937 Trial 90)", "not held"), ("(1936 Trial 9)", "not held"),
        ("(1938 Trial; Russian ed. 41)", "absent"), ("", "absent"),
    ],
)
def test_what_is_not_held(partly: Checker, cite: str, verdict: str) -> None:
    found = partly.check(f"Sed do eiusmod tempor incididunt ut labore {cite}")
    assert (found.verdict, found.why is not None) == (verdict, verdict == "not held")


WORDS = [
    "seventh", "lantern", "keeper", "walked", "along", "northern", "harbour", "wall", "counting", "barrels", "until",
    "midnight", "because", "rain", "stopped", "every", "ferry", "leaving", "before", "sunrise", "without", "papers",
    "signed",
]


def altered(*places: int) -> str:
    return " ".join("quagga" if at in places else word for at, word in enumerate(WORDS)) + "."


@pytest.fixture
def two_trials(tmp_path: Path) -> Callable[[str, str], Iterator[Checker]]:
    """The words of one passage in the report of the trial that is cited, and in that of another."""
    def made(cited: str, other: str) -> Iterator[Checker]:
        home = tiny_home(tmp_path, [tiny_text(f"en-{trial}", [
            tiny_turn(text, kind="narration", sitting=sitting), "Further filler that nobody quotes."], trial=trial)
            for trial, text, sitting in (("1937", other, "1937-01-23-morning"), ("1938", cited, "1938-03-05-evening"))])
        with open_index(home) as index:
            yield Checker(index, load("main"))
    return made


@pytest.mark.parametrize(("cited", "other", "text_id", "verdict"), [
    # Slips of the pen are commoner than a wrong trial, but words that are nearly all wrong are another passage.
    ((5,), (), "en-1938", "near"),
    ((5, 14), (), "en-1938", "near"),
    ((2, 6, 10, 14, 18), (), "en-1937", "exact"),
    ((2, 8, 14), (5, 18), "en-1938", "near"),
    ((2, 6, 10, 14, 18), (20,), "en-1937", "near"),
])
def test_the_cited_trial_is_preferred_unless_the_words_are_far_from_it(
    two_trials: Callable[[str, str], Iterator[Checker]],
    cited: tuple[int, ...], other: tuple[int, ...], text_id: str, verdict: str,
) -> None:
    for checker in two_trials(altered(*cited), altered(*other)):
        found = checker.check(f"{' '.join(WORDS)} (1938 Trial 380)")
        assert (found.text_id, found.verdict) == (text_id, verdict)
        assert ("other-trial" in found.flags) == (text_id == "en-1937")


@pytest.mark.parametrize(("wrong", "verdict"), [
    ((), "exact"), ((10,), "near"), ((10, 11), "near"), ((1, 4), "near"),
    # Every third word is another one: another text on the same matter.
    ((2, 5, 8, 11, 14, 17, 20), "absent"), (tuple(range(0, 23, 2)), "absent"),
])
def test_what_is_broken_again_and_again_is_another_text(
    two_trials: Callable[[str, str], Iterator[Checker]], wrong: tuple[int, ...], verdict: str
) -> None:
    for checker in two_trials(" ".join(WORDS), "Filler of no matter."):
        assert checker.check(altered(*wrong)).verdict == verdict


def test_of_a_short_quotation_almost_every_word_must_be_right(
    two_trials: Callable[[str, str], Iterator[Checker]]
) -> None:
    for checker in two_trials(" ".join(WORDS), "Filler of no matter."):
        assert checker.check("keeper walked quagga northern harbour").verdict == "near"
        assert checker.check("keeper quagga quagga northern harbour").verdict == "absent"


def test_found_in_another_trial(partly: Checker) -> None:
    assert partly.check("Lorem ipsum dolor sit amet alpha (1937 Trial 90)").flags == ("other-trial",)
    assert partly.check("Lorem ipsum dolor sit amet alpha (1938 Trial 380)").flags == ()


@pytest.mark.parametrize(("page", "other"), [("369", False), ("380", False), ("393", False), ("360", True),
                                             ("400", True)])
def test_contents_check_the_page_of_a_passage_without_one(partly: Checker, page: str, other: bool) -> None:
    found = partly.check(f"Lorem ipsum dolor sit amet alpha (1938 Trial {page})")
    assert (found.verdict, found.flags) == ("exact", ("other-page",) if other else ())
    # A few words may stand on a page that is not held as well.
    assert partly.check(f"Lorem ipsum (1938 Trial {page})").flags == ()


@pytest.mark.parametrize(
    ("edition", "page", "speaker", "cannot"),
    [
        ("en-1937", "80", "radek", True), ("en-1937", "89", "radek", False), ("en-1937", "76", "radek", False),
        ("en-1937", "80", "bukhartsev", False), ("en-1937", "80", "vyshinsky", False),
        ("en-1937", "81", "radek", False),
        ("en-1938", "84", "rykov", False), ("en-1937", "x", "radek", False), ("en-1936", "80", "radek", False),
        ("en-1936", "125", "kamenev", True), ("en-1936", "125", "vyshinsky", False),
        ("en-1936", "114", "fritz-david", False), ("en-1937-redstar", "80", "radek", True),
    ],
)
def test_a_page_on_which_somebody_cannot_speak(
    partly: Checker, edition: str, page: str, speaker: str, cannot: bool
) -> None:
    trial = edition[3:7]
    assert (partly.coverage.cannot_speak(trial, edition, [page], [speaker]) is not None) == cannot


def test_json_is_as_documented(checker: Checker) -> None:
    data = checker.check("the hens were making a noise that night (Inquiry 13)").to_json()
    assert {"quote", "verdict", "ref", "page", "differences", "flags", "searched"} <= set(data)
    assert data["quote"] == "the hens were making a noise that night (Inquiry 13)"
    assert data["ref"] == f"en-specimen/{FIRST}/0001"
    assert data["page"]["label"] == "13"
    assert data["differences"] == [{"kind": "word", "quote": "hens", "source": "geese"}]
    assert data["searched"] == {"editions": ["en-specimen", "ru-specimen"], "documents": ["letter"]}


def test_one_call_does_it_all(tmp_path: Path) -> None:
    home = tiny_home(tmp_path / "one", [tiny_text("en-specimen", EN, trial="specimen")])
    with open_index(home) as index:
        assert verify("the geese were making a noise", index, load("specimen")).verdict == "exact"


@pytest.mark.parametrize("quote", [
    "the geese were **making a noise** that night", "the geese were _making a noise_ that night",
    "the geese were <b>making a noise</b> that night", "the geese were making a noise that night [emphasis added]",
    "гуси шумели в ту ночь (курсив мой)",
])
def test_emphasis_is_told_and_changes_no_word(checker: Checker, quote: str) -> None:
    found = checker.check(quote)
    assert (found.verdict, kinds(found)) == ("exact", ["emphasis"])


@pytest.mark.parametrize(("quote", "kind"), [
    ("because the geese were making a noisc that night", "typing-error"),
    ("the tug lay at the qu4y with cold boilers until noon", "typing-error"),
    ("the tug lay at the quay with cold boiIcrs until noon", "typing-error"),
])
def test_misread_letters(checker: Checker, quote: str, kind: str) -> None:
    assert kinds(checker.check(quote)) == [kind]


def test_what_stands_between_spliced_pieces_is_not_left_out(checker: Checker) -> None:
    found = checker.check("because the geese were making a noise that night with cold boilers until noon")
    assert "negation-changed" not in found.flags
    assert kinds(found) == []


@pytest.mark.parametrize(
    "quote",
    [
        "because the geese [sic] were making a noise", "because the geese (sic) were making a noise",
        "because the geese were mak[ing] a noise", "because the geese were making a noi-\nse",
    ],
)
def test_marks_of_an_editor_or_setter_are_no_words(checker: Checker, quote: str) -> None:
    found = checker.check(quote)
    assert (found.verdict, found.differences) == ("exact", ())


@pytest.mark.parametrize(("quote", "code"), [
    ("said that the lamp was burning when the ferry turned", "negation-outside"),
    ("The rope was paid for twice", "many-places"),
    ("“the geese were making a noise that night” (Gurmalo, 1936)", "citation-not-understood"),
    ("the geese were making a noise (Inquiry 15)", "other-page"),
])
def test_every_reason_is_written_as_json(checker: Checker, quote: str, code: str) -> None:
    found = checker.check(quote)
    assert code in [reason.code for reason in found.reasons]
    written = json.loads(json.dumps(found.to_json(), default=lambda note: note.code))
    assert {reason["flag"] for reason in written["reasons"]} == {reason.code for reason in found.reasons}


@pytest.mark.parametrize(("quote", "words"), [
    ("the rope from the cafe on Müller street", [("cafe", "café"), ("Müller", "Muller")]),
    ("the rope from the café on Muller street", []), ("the ROPE from the CAFÉ on Muller street", []),
    ("the rope from the cafe\u0301 on Muller street", []),
    ("“the rope” from the cafe on Muller street", [("cafe", "café")]),
])
def test_accents_are_told_though_search_does_not_tell_them_apart(
    tmp_path: Path, quote: str, words: list[tuple[str, str]]
) -> None:
    text = tiny_text("en-specimen", [said("He took the rope from the café on Muller street.", "gurmalo", "3")],
                     trial="specimen")
    with open_index(tiny_home(tmp_path / "home", [text])) as index:
        found = Checker(index, load("specimen")).check(quote)
        assert [(d.kind, d.quote, d.source) for d in found.differences] == [("accents", *pair) for pair in words]
        assert found.verdict == ("near" if words else "exact")
        assert index.search(Request(f'"{quote.strip("“”").replace("”", "")}"')).passages_total == 1


def test_stress_marks_are_no_accents(checker: Checker) -> None:
    assert checker.check("гу́си шуме\u0301ли в ту ночь").verdict == "exact"
