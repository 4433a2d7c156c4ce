"""Lists of the court at the head of a sitting are nobody's words, however they are set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from growth import assert_grows

from corpus.catalogue import catalogue
from corpus.editions.court_lists import part_court_lists
from corpus.editions.turns import edition_turns
from corpus.model.blocks import Block, SourceText
from corpus.model.turns import Turn
from corpus.reading.formats import read, sniff

SPECIMEN = catalogue.load("specimen")
Set = Callable[[Sequence[str]], str]

LISTS = {
    "en": [
        ["President: M. Veldanov", "Members of the Court: I. Trosk", "N. Palle", "Secretary: O. Lind",
         "Prosecutor: Orsetsky", "Counsel for the Defence: Tsimlova", "Respondents: A. Korvin, Dal-Renin"],
        ["THE PRESIDENT: M. VELDANOV", "MEMBERS: I. TROSK, N. PALLE", "THE SECRETARY: O. LIND", "PROSECUTOR: ORSETSKY"],
        ["Present: Presiding Judge M. Veldanov; Members of the Tribunal: I. Trosk, N. Palle; Secretary: O. Lind.",
         "Examining Counsel: Orsetsky. For the Respondents: Counsel Tsimlova."],
        ["Veldanov — President of the Court", "Orsetsky — Examining Counsel", "A. Korvin — respondent",
         "Gurmalo — witness"],
        ["VELDANOV, President of the Court", "ORSETSKY, Examining Counsel", "A. KORVIN, respondent"],
        ["Commandant of the Court: Brock", "The Secretary: Lind", "Interpreter: J. Moll"],
    ],
    "ru": [
        ["Председательствующий — М. Велданов", "Члены суда: И. Троск и Н. Палле", "При секретаре О. Линде",
         "Обвинитель: Орсецкий", "Защитник: Цимлова", "Начало заседания в 10 часов 15 минут."],
        ["Председательствующий: тов. М. Велданов", "Судьи: тт. И. Троск, Н. Палле", "Секретарь: т. О. Линд",
         "Гос. обвинитель: тов. Орсецкий", "Защитники: тт. Цимлова и др.", "Подсудимые: А. Корвин, В. Даль-Ренин"],
        ["ПРЕДСЕДАТЕЛЬ: ВЕЛДАНОВ", "СЕКРЕТАРЬ: ЛИНД", "КОМЕНДАНТ СУДА: БРОК"],
        ["Велданов — председатель", "Троск — член суда", "Орсецкий — обвинитель", "Цимлова — защитник"],
        ["Комендант суда — Брок", "Секретарь — Линд О.", "Председатель — Велданов М."],
    ],
}
CASES = [(lang, rows) for lang, every in LISTS.items() for rows in every]
HEAD = {"en": "Evening session, May 5, 1911", "ru": "Вечернее заседание 5 мая 1911 года"}
TALK = {
    "en": ["ORSETSKY: Alpha beta gamma?", "THE PRESIDENT: Delta epsilon.", "A. KORVIN: Zeta eta theta."],
    "ru": ["ОРСЕЦКИЙ: Альфа бета гамма?", "ПРЕДСЕДАТЕЛЬ: Дельта эпсилон.", "А. КОРВИН: Дзета эта тета."],
}
SETTINGS: dict[str, tuple[str, Set]] = {
    "paragraphs": ("htm", lambda x: "<body>" + "".join(f"<p>{line}</p>" for line in x) + "</body>"),
    "breaks": ("htm", lambda x: "<body><p>" + "<br>".join(x) + "</p></body>"),
    "lines": ("txt", "\n".join),
    "blank lines": ("txt", "\n\n".join),
}


def turns_of(lines: Sequence[str], lang: str, setting: str) -> list[Turn]:
    ending, made = SETTINGS[setting]
    data, name = made(lines).encode(), f"sitting.{ending}"
    [source] = read(data, sniff(data, name), name)
    return list(edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN).turns)


def spoken(turns: Sequence[Turn]) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in turns if turn.kind == "speech"]


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize(("lang", "rows"), CASES)
def test_a_list_at_the_head_is_nobodys(lang: str, rows: list[str], setting: str) -> None:
    turns = turns_of([HEAD[lang], *rows, *TALK[lang]], lang, setting)
    assert [speaker for speaker, _ in spoken(turns)] == ["orsetsky", "veldanov", "a-korvin"]
    said = " ".join(turn.text for turn in turns if turn.kind == "narration")
    assert said.split() == " ".join(rows).split()


@pytest.mark.parametrize("setting", ["paragraphs", "breaks", "lines"])
@pytest.mark.parametrize(("lang", "rows"), [case for case in CASES if len(case[1]) > 3])
def test_a_list_behind_speeches_ends_the_last_one(lang: str, rows: list[str], setting: str) -> None:
    turns = turns_of([HEAD[lang], *TALK[lang], *rows, *TALK[lang]], lang, setting)
    people = ("orsetsky", "veldanov", "a-korvin")
    said = [(who, line.partition(": ")[2]) for who, line in zip(people, TALK[lang], strict=True)]
    assert spoken(turns)[:3] == spoken(turns)[3:] == said


@pytest.mark.parametrize("table", [
    "<table>{rows}</table>|<tr><td>{office}</td><td>{name}</td></tr>",
    "<dl>{rows}</dl>|<dt>{office}</dt><dd>{name}</dd>",
])
def test_a_list_in_cells(table: str) -> None:
    whole, row = table.split("|")
    pairs = [("President", "M. Veldanov"), ("Prosecutor", "Orsetsky"), ("Secretary", "O. Lind"), ("Witness", "Gurmalo")]
    rows = "".join(row.format(office=office, name=name) for office, name in pairs)
    page = f"<body><h2>{HEAD['en']}</h2>{whole.format(rows=rows)}{''.join(f'<p>{x}</p>' for x in TALK['en'])}</body>"
    [source] = read(page.encode(), "html", "sitting.htm")
    turns = edition_turns([(source, None)], SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert [speaker for speaker, _ in spoken(turns)] == ["orsetsky", "veldanov", "a-korvin"]


@pytest.mark.parametrize("talk", [
    ["THE PRESIDENT: Gurmalo.", "GURMALO: Here.", "THE PRESIDENT: Bramm.", "BRAMM: Here."],
    ["ORSETSKY: Who held the key?", "A. KORVIN: Dal-Renin.", "THE PRESIDENT: Dal-Renin?", "DAL-RENIN: Korvin."],
    ["THE PRESIDENT: Is the witness here?", "THE SECRETARY: Gurmalo is here.", "THE COMMANDANT: So is Bramm."],
])
def test_names_called_and_given_as_answers_are_speeches(talk: list[str]) -> None:
    turns = turns_of([HEAD["en"], *talk], "en", "paragraphs")
    assert [text for _, text in spoken(turns)] == [line.partition(": ")[2] for line in talk]


def test_a_date_below_the_name_of_its_sitting_stays() -> None:
    turns = turns_of([*TALK["en"], "EVENING SITTING", "May 5, 1911", *TALK["en"]], "en", "blank lines")
    assert [turn.text for turn in turns if turn.kind == "heading"] == ["EVENING SITTING", "May 5, 1911"]
    assert {turn.sitting for turn in turns[-3:]} == {"1911-05-05-evening"}


def test_time_grows_with_the_lines_of_a_text() -> None:
    def listed(number: int) -> Callable[[], object]:
        blocks = [Block(line) for line in LISTS["en"][1]] + [Block("The harbour was dark.")] * number
        return partial(part_court_lists, SourceText("sitting.htm", tuple(blocks)))

    assert part_court_lists(SourceText("sitting.htm", tuple(map(Block, LISTS["en"][1]))))[1] == {0, 1, 2, 3}
    assert_grows(listed, 2_000)
