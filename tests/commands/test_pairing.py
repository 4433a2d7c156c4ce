"""``trials pair``: a letter and its translation in two files are proposed, paired, shown together, and parted again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import trials

from corpus.storage.home import Home
from webapp.app import create_app

LETTER = (
    ("Уважаемый господин судья!", "Dear Judge,"),
    ("Пишу вам о лодке, которую 4 мая видели у причала Гурмало. Лодка моя, и в ту ночь я её никому не давал.",
     "I write to you about the boat that was seen at Gurmalo's pier on May 4. The boat is mine, and that night I lent "
     "it to nobody."),
    ("Вёсла стояли в сарае, и сарай был заперт. Ключ висит у моей сестры в кухне, и она ложится рано.",
     "The oars stood in the shed, and the shed was locked. The key hangs in my sister's kitchen, and she goes to bed "
     "early."),
    ("Кто же тогда грёб? Я думал об этом всю неделю.", "Who rowed, then? I have thought about it all week."),
    ("Брамм говорит, что слышал уключины около двух часов. Уключины у меня смазаны, их не слышно и за 10 шагов.",
     "Bramm says that he heard the rowlocks at about two o'clock. Mine are greased; you would not hear them 10 steps "
     "away."),
    ("Прошу вас спросить его об этом ещё раз, и спросить громко, потому что он плохо слышит.",
     "I beg you to ask him about it once more, and to ask loudly, because he is hard of hearing."),
    ("С уважением, А. Корвин", "Respectfully, A. Korvin"),
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    Home(place, "specimen").create()
    titles = ("Письмо А. Корвина М. Велданову", "Letter of A. Korvin to M. Veldanov")
    for side, (lang, title) in enumerate(zip(("ru", "en"), titles, strict=True)):
        file = tmp_path / f"letter-{lang}.txt"
        file.write_text("\n\n".join(row[side] for row in LETTER) + "\n", "utf-8")
        more = ["--no-ingest"] if lang == "ru" else []
        assert trials("add", file, "--document", f"letter-{lang}", "--kind", "cited", "--title", title, "--lang", lang,
                      "--date", "1911-05-06", *more, home=place).code == 0
    return place


def test_it_is_proposed_paired_and_parted(home: Path) -> None:
    asked = trials("pair", "--json", home=home).data
    assert asked["pairs"] == []
    assert [(row["left"], row["right"], row["day"], row["kind"]) for row in asked["proposals"]] == [
        ("letter-ru", "letter-en", "1911-05-06", "letter")]
    assert "a-korvin" in asked["proposals"][0]["persons"]
    assert trials("pairs", "--json", home=home).lines == []

    assert trials("pair", "letter-en", "letter-ru", home=home).code == 0
    found = [(row["left"]["text"], row["right"]["text"]) for row in trials("pairs", "--json", home=home).lines]
    assert len(set(found) & set(LETTER)) >= len(LETTER) - 1
    assert trials("pair", "--json", home=home).data == {"pairs": [["letter-ru", "letter-en"]], "proposals": []}

    hit = trials("search", "вёсла", "--json", home=home).data["hits"][0]
    assert "The oars stood" in trials("show", hit["ref"], "--with", "en", home=home).out
    page = create_app(Home.open(home)).test_client().get(f"/{hit['ref']}").text
    assert "The oars stood" in page

    assert trials("pair", "letter-ru", "letter-en", "--part", home=home).code == 0
    assert trials("pairs", "--json", home=home).lines == []


def test_saying_it_twice_says_it_once(home: Path) -> None:
    for _ in range(2):
        assert trials("pair", "letter-ru", "letter-en", home=home).code == 0
    assert (home / "overrides" / "texts.tsv").read_text("utf-8") == "letter-ru\tletter-en\n"


def test_documents_of_another_day_or_person_are_not_proposed(home: Path, tmp_path: Path) -> None:
    for name, title, day in (("other-day", "Letter of A. Korvin to M. Veldanov", "1911-05-07"),
                             ("other-man", "Letter of P. Lunt to the Harbour", "1911-05-06"),
                             ("other-kind", "Telegram of A. Korvin", "1911-05-06")):
        (tmp_path / f"{name}.txt").write_text(f"Alpha beta gamma of {name}.\n\nDelta epsilon.\n", "utf-8")
        trials("add", tmp_path / f"{name}.txt", "--document", name, "--kind", "cited", "--title", title, "--lang", "en",
               "--date", day, "--no-ingest", home=home)
    trials("ingest", home=home)
    assert [row["right"] for row in trials("pair", "--json", home=home).data["proposals"]] == ["letter-en"]


@pytest.mark.parametrize(("arguments", "code", "told"), [
    (("letter-ru",), 2, "Two documents make a pair"),
    (("letter-ru", "leter-en"), 3, "letter-en"),
    (("letter-ru", "letter-ru"), 2, "both in one language"),
    (("letter-ru", "letter-en", "--part"), 3, "are not paired"),
])
def test_what_makes_no_pair_is_refused(home: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    answer = trials("pair", *arguments, home=home)
    assert answer.code == code
    assert told in answer.err


def test_a_line_that_is_none_is_reported_and_the_others_hold(home: Path) -> None:
    (home / "overrides").mkdir()
    (home / "overrides" / "texts.tsv").write_text(
        "# mine\nletter-en\tletter-ru\tby me\nletter-en\nletter-en\tgone\n", "utf-8")
    answer = trials("ingest", "--json", home=home)
    assert len(json.loads(answer.out)["faults"]) == 2
    assert "texts.tsv" in answer.out
    assert len(trials("pairs", "--json", home=home).lines) >= len(LETTER) - 1
