"""What is said of a quotation that is not found: absent, or not held, and why; which pages were expected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.ingest.unkept import turns_of_text
from corpus.model.description import Description
from corpus.model.turns import Pair, TextInfo, Turn
from indexer.checking.checker import Checker
from indexer.checking.document import check_document
from indexer.checking.verdict import Verdict
from indexer.generation.index import open_index

MAIN, SPECIMEN = load("main"), load("specimen")
NOWHERE = "umbrella kettle violin penguin teapot"
FILLER = "alpha beta gamma delta epsilon zeta eta theta iota kappa number {n} lambda"


def edition(name: str, sittings: list[str]) -> tuple[TextInfo, list[Turn]]:
    """Give an edition of which only some sittings are here, each with filler."""
    entry = MAIN.edition(name)
    turns = [tiny_turn(FILLER.format(n=n), sitting=sitting) for n, sitting in enumerate(sittings)]
    return tiny_text(name, turns, trial=entry.trial, lang=entry.lang)


def checked(where: Path, texts: list[tuple[TextInfo, list[Turn]]], quote: str) -> Verdict:
    with open_index(tiny_home(where, texts)) as index:
        return Checker(index, MAIN).check(quote)


def ending() -> list[tuple[str, str, int]]:
    """Give the editions whose contents go on without pages: their name, the last sitting, the last page they tell."""
    out = []
    for entry in MAIN.editions.values():
        paged = [s for s in entry.contents if s.page and s.page.isdigit()]
        if paged and entry.contents[-1].page is None and entry.contents[-1].sitting:
            out.append((entry.id, entry.contents[-1].sitting, int(paged[-1].page or 0)))
    return out


@pytest.mark.parametrize(("name", "last", "page"), ending())
def test_behind_contents_that_end_what_is_held_is_searched(tmp_path: Path, name: str, last: str, page: int) -> None:
    trial = MAIN.edition(name).trial
    held = checked(tmp_path / "a", [edition(name, [last])], f"“{NOWHERE}” ({trial} Trial {page + 100})")
    assert held.verdict == "absent"
    first = MAIN.edition(name).contents[0].sitting or ""
    missing = checked(tmp_path / "b", [edition(name, [first])], f"“{NOWHERE}” ({trial} Trial {page + 100})")
    assert missing.verdict == "not held"
    assert missing.why is not None
    stands = checked(tmp_path / "c", [edition(name, [last])],
                     f"“{FILLER.format(n=0)}” ({trial} Trial {page + 100})")
    assert (stands.verdict, stands.flags) == ("exact", ())


def test_there_is_such_an_edition() -> None:
    assert "en-1938" in [name for name, _, _ in ending()]


@pytest.mark.parametrize(("name", "last", "page"), ending())
def test_words_behind_contents_that_end_stand_on_no_page_of_them(
    tmp_path: Path, name: str, last: str, page: int
) -> None:
    trial = MAIN.edition(name).trial
    found = checked(tmp_path, [edition(name, [last])], f"“{FILLER.format(n=0)}” ({trial} Trial {page - 100})")
    assert (found.verdict, found.flags) == ("exact", ("other-page",))
    [expected] = [reason for reason in found.reasons if reason.code == "other-page"]
    assert int(str(expected.fields["first"])) >= page


@pytest.fixture
def bilingual(tmp_path: Path) -> Iterator[Checker]:
    said = "The keeper went down to the yard where the geese made a noise."
    book = tiny_text("book", [tiny_turn("Смотритель ходил во двор, где шумели гуси.", lang="ru"), said], kind="citing")
    texts = [tiny_text("en-specimen", [said, NOWHERE], trial="specimen"), book]
    pair = Pair(("book/0001",), ("book/0002",), ("ru", "en"), "passage", 0.9)
    with open_index(tiny_home(tmp_path / "home", texts, [pair])) as index:
        yield Checker(index, SPECIMEN)


def test_a_language_that_is_not_held_is_told_with_the_passage_that_answers(bilingual: Checker) -> None:
    found = bilingual.check("«Смотритель ходил во двор, где шумели гуси» (Inquiry 13)")
    assert (found.verdict, found.ref, found.counterpart) == ("not held", None, "en-specimen/0001")
    other = bilingual.check("«Никто и никогда не видел такого фонаря над морем» (Inquiry 13)")
    assert (other.verdict, other.why and other.why.code, other.counterpart) == ("not held", "language-not-held", None)
    english = bilingual.check("No such words stand anywhere in the report (Inquiry 13)")
    assert english.why is None or english.why.code != "language-not-held"


def test_an_archive_signature_is_the_document_that_bears_it(tmp_path: Path) -> None:
    described = Description(archives=("ГАРФ. Ф. 999. Оп. 7. Д. 5. Л. 3",))
    letter = tiny_text("letter", ["Посылаю счет за канат и прошу оплатить его до конца месяца."], kind="cited",
                       lang="ru", description=described)
    with open_index(tiny_home(tmp_path / "home", [letter])) as index:
        checker = Checker(index, MAIN)

        def of(quote: str, signature: str) -> Verdict:
            text = f"Filler of some length before it: «{quote}» ({signature}). More."
            [verdict] = check_document(turns_of_text(text, MAIN), checker)
            return verdict

        absent = of("прошу не платить за этот фонарь до самого конца года", "ГАРФ. Ф. 999. Оп. 7. Д. 5. Л. 8")
        assert (absent.verdict, absent.why and absent.why.code) == ("absent", "document-without-it")
        assert of("прошу оплатить его до конца месяца", "ГАРФ. Ф. 999. Оп. 7. Д. 5. Л. 3").verdict == "exact"
        other = of("прошу не платить за этот фонарь до самого конца года", "ГАРФ. Ф. 998. Оп. 7. Д. 5. Л. 8")
        assert other.verdict == "not held"
