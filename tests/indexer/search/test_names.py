"""Names: found from any form, spelling and script; people told apart; slips found and switched off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.language.words import fold
from corpus.storage.home import Home
from indexer.generation.index import Index, open_index
from indexer.results import Request, Result

# Endings by hand, apart from the program's own: nominative, then genitive, dative, instrumental, prepositional.
ENDINGS = (
    (("ский", "цкий"), 2, "ий ого ому им ом"),
    (("ов", "ев", "ёв", "ин"), 0, " а у ым е"),
    (("ь",), 1, "ь я ю ем е"),
    (("ода",), 1, "а ы е ой у"),
    (("ц",), 0, " а у ем е"),
    (("б", "г", "д", "к", "м", "н", "с", "т", "х", "ч", "р"), 0, " а у ом е"),
    (("ье", "ше", "де", "ко"), 0, " "),
)
FEMININE = ((("а",), 1, "а ой ой ой у"),)

SPELLINGS = """
Пятаков Pyatakov Piatakov Piatakoff Pjatakow
Бухарин Bukharin Bucharin Boukharine Boukharin
Троцкий Trotsky Trotzky Trotskii Trotzki Trockij
Зиновьев Zinoviev Zinov'ev Sinowjew Zinovyev Zinovieff
Каменев Kamenev Kamenew Kameneff
Ягода Yagoda Iagoda Jagoda
Розенгольц Rosengoltz Rosengolts Rozengol'ts Rosengolz
Гольцман Holtzman Gol'tsman Goltsman Holzman Golzman
Томский Tomsky Tomskii Tomski
Ежов Yezhov Ezhov Jeschow Ejov
Крестинский Krestinsky Krestinskii Krestinski
Вышинский Vyshinsky Vyshinskii Wyschinski Vyshinski
Сокольников Sokolnikov Sokol'nikov Sokolnikoff Sokolnikow
Серебряков Serebryakov Serebriakov Serebrjakow
Ходжаев Khodjayev Khodzhaev Chodshajew
Крючков Kryuchkov Kriuchkov Krjutschkow
Мрачковский Mrachkovsky Mrachkovskii Mratschkowski
Плетнёв Pletnev Pletnyov Pletnjow
Фриновский Frinovsky Frinovskii Frinovskiy
Енукидзе Yenukidze Enukidze Jenukidse
Тухачевский Tukhachevsky Tukhachevskii Tuchatschewski Toukhatchevski
Блюхер Blyukher Bliukher Blücher
Устрялов Ustryalov Ustrialov Ustrjalow
Преображенский Preobrazhensky Preobrazhenskii Preobrajensky
Хрущёв Khrushchev Khrushchov Chruschtschow
Куйбышев Kuibyshev Kuybyshev Kujbyschew
Дрейцер Dreitzer Dreitser Dreizer
Лившиц Livshitz Livshits Liwschitz
"""

HITS = {
    "person:m-lurye": 3, "person:n-lurye": 3, 'person:"N. Lurye"': 3, 'person:"Лурье Н. Л."': 3, "person:lurye": 6,
    "person:evdokimov": 4, "person:e-evdokimov": 3, 'person:"Efim Evdokimov"': 3, "person:yagoda": 2,
    'person:"A. P. Smirnov"': 2, "person:yakovleva": 1, "person:yakovlev": 1, "person:dan": 2,
}
NAMING = {
    "en-1936": (
        "N. Lurye lorem. M. I. Lurye ipsum.", "Nathan Lurye. Moissei Lurye.", "Zinoviev, Evdokimov, Bakayev amet.",
        "Evdokimov lorem", "E. G. Evdokimov ipsum", "A. P. Smirnov ipsum.", "P. Lurye lorem.", "Yakovlev dolor",
    ),
    "en-1938": ("Yakovleva sit",),
    "essay": ("Лурье М. И. и Лурье Н. Л.", "Ягода сказал. Спелая ягода.", "ягоды", "О Ягоде.", "Frinovsky stated:",
              "Evdokimov lorem ipsum dolor.", "Translated:", "Evdokimov lorem ipsum dolor.",
              "Sit amet Evdokimov lorem ipsum dolor sit.", "Зиновьев, Каменев, Евдокимов.", "A. P. Smirnov lorem.",
              "Г. Евдокимов.", "F. I. Dan, then Dan.", "стена, стены"),
}


def forms_of(name: str, table: Sequence[tuple[tuple[str, ...], int, str]] = ENDINGS) -> list[str]:
    for ends, cut, endings in table:
        if name.endswith(ends):
            return [name[: len(name) - cut] + ending for ending in endings.split(" ")]
    raise AssertionError(name)


def surnames() -> Iterator[tuple[str, list[str]]]:
    """Give the surnames of the catalogue that are one word, with their case forms."""
    for person in load("main").persons.values():
        if not person.office and person.name_ru.isalpha():
            woman = person.name_ru.endswith(("ова", "ева"))
            yield person.name_ru, forms_of(person.name_ru, FEMININE if woman else ENDINGS)


def lorem(words: Sequence[str]) -> list[str]:
    return [f"lorem {word} ipsum" for word in words]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    texts = [tiny_text("ru", lorem(sorted({form for _, forms in surnames() for form in forms})), lang="ru")]
    with open_index(tiny_home(tmp_path_factory.mktemp("cases"), texts)) as index:
        yield index


def test_case_forms_are_found_from_the_nominative(cases: Index) -> None:
    found = total = 0
    missed = []
    for name, forms in surnames():
        held = set(ask(cases, name).forms[name.lower().replace("ё", "е")])
        wanted = {form.lower().replace("ё", "е") for form in forms}
        total += len(wanted)
        found += len(wanted & held)
        missed += sorted(wanted - held)
    assert total > 300
    assert found / total >= 0.98, missed


@pytest.mark.sources
def test_case_forms_in_the_real_texts(real_home: Home) -> None:
    with open_index(real_home) as index:
        found = total = 0
        for name, forms in surnames():
            held = {form.lower() for form in forms if ask(index, f'"{form}"').hits_total}
            known = set(ask(index, name).forms[name.lower().replace("ё", "е")])
            total += len(held)
            found += len(held & known)
    assert found / max(1, total) >= 0.98


@pytest.fixture(scope="module")
def spelt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    rows = [row.split() for row in SPELLINGS.split("\n") if row]
    texts = [
        tiny_text("en", lorem(list(chain.from_iterable(row[1:] for row in rows)))),
        tiny_text("ru", lorem([row[0] for row in rows]), lang="ru"),
    ]
    with open_index(tiny_home(tmp_path_factory.mktemp("spelt"), texts)) as index:
        yield index


def test_spellings_are_found_from_each_other(spelt: Index) -> None:
    found = total = 0
    missed = []
    for row in (row.split() for row in SPELLINGS.split("\n") if row):
        for typed in row:
            hits = ask(spelt, f"[name=\"{typed}\"]").hits_total
            total += len(row)
            found += min(hits, len(row))
            if hits != len(row):
                missed.append((typed, hits, len(row)))
    assert found / total >= 0.95, missed
    assert not [row for row in missed if row[1] > row[2]]


def test_spellings_that_the_texts_do_not_have(spelt: Index) -> None:
    for typed in ("Boucharine", "Pyatakoff", "Zinovjev", "Kameniev", "Trotsky's", "пятаковым", "Ягодой", "Jagodas"):
        assert ask(spelt, typed).hits_total >= 3, typed
    assert ask(spelt, "Trotsk").hits_total == 0
    assert ask(spelt, "Bukhara").suggestions["bukhara"][0] == "bukharin"


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one English text in which all whom the catalogue has speak and are named."""
    persons = [person for person in load("main").persons.values() if not person.office]
    turns = [tiny_turn(f"Lorem {person.name_en} ipsum.", speaker=person.id, role="defendant") for person in persons]
    with open_index(tiny_home(tmp_path_factory.mktemp("latin"), [tiny_text("en", turns)])) as index:
        yield index


@pytest.mark.parametrize("place", [1, -3])
def test_misspelt_names_bring_those_of_the_catalogue(latin: Index, place: int) -> None:
    """One letter is doubled in each name in either script: the surname is offered, the speaker as well."""
    tried = 0
    for person in (person for person in load("main").persons.values() if not person.office):
        for name in (person.name_ru, person.name_en):
            typed = name[:place] + name[place] + name[place:]
            if not name.isalpha() or len(name) < 5 or ask(latin, typed).turns_total:
                continue
            tried += 1
            [near] = ask(latin, typed).suggestions.values()
            assert fold(name) in near and fold(person.name_en) in near, typed
            [meant] = ask(latin, f"speaker:{typed}").there.values()
            assert person.id in meant, typed
    assert tried > 40


@pytest.mark.parametrize("name", ["speaker", "mentions", "person"])
@pytest.mark.parametrize(("typed", "meant"), [
    ("Вышынский", {"vyshinsky"}), ("Вышынскому", {"vyshinsky"}), ('"И. Смирноф"', {"smirnov"}),
    ("Лурьэ", {"n-lurye", "m-lurye"}), ("Wyschinskick", {"vyshinsky"}), ("Zyzzyvov", set()),
])
def test_who_is_meant_by_a_misspelt_person(tmp_path: Path, name: str, typed: str, meant: set[str]) -> None:
    called = {"vyshinsky": "Vyshinsky", "smirnov": "Smirnov", "n-lurye": "N. Lurye", "m-lurye": "M. Lurye"}
    turns = [tiny_turn(f"Lorem {named}.", speaker=one) for one, named in called.items()]
    with open_index(tiny_home(tmp_path, [tiny_text("en", turns, trial="1936")])) as index:
        found = ask(index, f"{name}:{typed}")
        assert set(*found.there.values()) == meant
        assert not found.turns_total


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    def turns(name: str) -> list:
        return [
            tiny_turn(text, lang="ru" if text[0] > "Z" else "en",
                      region="quotation" if text.startswith("Evdokimov lorem ipsum dolor") else "body")
            for text in NAMING[name]
        ]

    texts = [
        tiny_text("en-1936", turns("en-1936"), trial="1936"),
        tiny_text("en-1938", turns("en-1938"), trial="1938"),
        tiny_text("essay", turns("essay"), kind="citing"),
    ]
    with open_index(tiny_home(tmp_path_factory.mktemp("people"), texts)) as index:
        yield index


@pytest.mark.parametrize("query", HITS)
def test_people_are_told_apart(people: Index, query: str) -> None:
    result = ask(people, query)
    shown = [hit.text for hit in result.hits]
    assert result.hits_total == HITS[query], shown


def test_a_name_and_the_word_like_it(people: Index) -> None:
    assert [hit.text for hit in ask(people, "person:yagoda").hits] == ["Ягода сказал. Спелая ягода.", "О Ягоде."]
    assert ask(people, "ягода").hits_total == 4
    assert ask(people, "стена").forms["стена"] == ("стена", "стены")


def test_naming_and_speaking_are_two_things(people: Index) -> None:
    assert ask(people, "mentions:Зиновьев").passages_total == 2
    assert ask(people, "mentions:zinoviev lang:ru").passages_total == 1
    assert ask(people, "speaker:zinoviev").missing == ("speaker:zinoviev",)
    assert ask(people, "person:nobody").missing == ("person:nobody",)
    assert ask(people, 'person:"Зиновьев" NEAR/2 person:kamenev').hits_total == 1
    assert ask(people, '[person="zinoviev"] [] [lemma="евдокимов"]').hits_total == 1


def test_slips_are_found_shown_and_switched_off(tmp_path: Path) -> None:
    words = ["Tomsky"] * 9 + ["Tomsy", "Tomskey", "Tomsk", "Slepkov", "Slepkov", "Slepkov", "Slepko", "Rykov", "Rykova"]
    words += ["Rykov"] * 9 + ["Rosengoltz"] * 6 + ["Rosenglotz", "Rosengoitz", "Trotskyite", "Trotskyite", "Trotskyte"]
    with open_index(tiny_home(tmp_path, [tiny_text("en", lorem(words + ["Trotsky"] * 9))])) as index:
        assert set(ask(index, "Tomsky").forms["tomsky"]) == {"tomsky", "tomsy", "tomskey"}
        off = ask(index, "Tomsky -form:tomsy")
        assert off.forms["tomsky"] == ("tomsky", "tomskey")
        assert off.hits_total == 10
        assert off.names == ("tomsky",)
        assert set(ask(index, "Slepkov").forms["slepkov"]) == {"slepkov", "slepko"}
        assert ask(index, "Rykov").forms["rykov"] == ("rykov",)
        assert set(ask(index, "Rosengoltz").forms["rosengoltz"]) == {"rosengoltz", "rosenglotz", "rosengoitz"}
        assert ask(index, "Trotsky").forms["trotsky"] == ("trotsky",)
        assert ask(index, "person:tomsky").hits_total == 11
        assert ask(index, "tomsky -form:tomsy", sort="relevance").hits_total == 10


def ask(index: Index, query: str, **fields) -> Result:
    return index.search(Request(query, limit=1000, **{"sort": "record", **fields}))


def test_who_is_mentioned_is_counted_and_narrows(people: Index) -> None:
    every = people.search(Request("lorem OR ipsum OR dolor", limit=100, facets=True))
    mentioned = dict(next(facet.values for facet in every.facets if facet.name == "mentions"))
    assert mentioned
    for person, count in mentioned.items():
        found = people.search(Request("lorem OR ipsum OR dolor", {"mentions": (person,)}, limit=100, facets=True))
        assert found.passages_total == count
        assert {hit.turn.ref for hit in found.hits} <= {hit.turn.ref for hit in every.hits}
        again = dict(next(facet.values for facet in found.facets if facet.name == "mentions"))
        assert again == mentioned
