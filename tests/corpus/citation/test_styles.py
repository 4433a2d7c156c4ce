"""Citations of invented works by invented people, against golden files and hostile fields."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lantern import BELOW, BOOKS, CASES, CATALOGUE, EN, READ_ON, turn

from corpus.citation.authors import surname_first
from corpus.citation.styles import OF_WORKS, STYLES, Citation, cite
from corpus.citation.wording import is_examination, role_word
from corpus.description.colophon import MAX_TURNS, ClosingLines, Colophon, day_of, signature
from corpus.errors import UnknownNameError
from corpus.model.description import Description
from corpus.model.sittings import parse_sitting
from corpus.model.turns import Page, TextInfo, Turn

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "cite"
def _cite(case: str, style: str, **options: object) -> Citation:
    passage = CASES[case]
    given_options = {"accessed": READ_ON, "base_url": "https://trials.example/", "below": BELOW.get(case)} | options
    return cite(passage, BOOKS[passage.text_id], CATALOGUE, style, **given_options)  # type: ignore[arg-type]


def _rich(citation: Citation) -> str:
    return "".join(f"*{s.text}*" if s.italic else s.text for s in citation.spans)


@pytest.mark.parametrize("case", CASES)
def test_every_style_is_as_the_golden_file_has_it(case: str) -> None:
    golden = (GOLDEN / f"{case}.txt").read_text("utf-8")
    sections = re.split(r"^== (\S+) ==\n", golden, flags=re.MULTILINE)[1:]
    wanted = dict(zip(sections[::2], sections[1::2], strict=True))
    made = {s: _rich(_cite(case, s)).replace("\r\n", "\n").strip() for s in STYLES}
    assert made == {style: body.strip() for style, body in wanted.items()}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("case", CASES)
def test_only_printed_pages_are_cited_as_pages(case: str, style: str) -> None:
    page = replace(CASES[case].page, label=None) if style in OF_WORKS else CASES[case].page
    said = _cite(case, style, base_url=None, accessed=None).plain
    if page.basis == "estimated" and page.label:
        shown = re.search(rf"\b{page.label}\b", said)
        assert bool(shown) == (style == "text")
        assert style != "text" or re.search(r"\[(p|с)\. \d+ \((estimated|оценка) ±", said)
    elif page.label:
        assert page.label in said


def test_closing_lines_of_a_document_tell_day_and_archive() -> None:
    def below(*texts: str) -> Colophon:
        return ClosingLines(turn("dopros", text=text) for text in texts).after(0)

    assert below("lorem ipsum", "Порт, 14-III-31 г.", "АРХИВ ПАЛАТЫ. Ф. 17. Оп. 3. Д. 61. Л. 6-7об. Автограф.") == (
        Colophon(date(1931, 3, 14), "АРХИВ ПАЛАТЫ. Ф. 17. Оп. 3. Д. 61. Л. 6-7об"))
    assert below("lorem", "ГА Ф. 17, Оп. 3, Д. 4, Л. 2-11об.", "15 марта 1931 г.", "ГА Ф. 1, Д. 2, Л. 3") == (
        Colophon(None, "ГА Ф. 17, Оп. 3, Д. 4, Л. 2-11об"))
    assert below("lorem", "March 13, 1931", "dolor") == Colophon()
    assert [day_of(line) for line in ("13 марта 1931 года.", "31 февраля 1931 г.", "он прибыл 13 марта 1931 г.")] == [
        date(1931, 3, 13), None, None]
    assert signature("lorem Ф. 17 ipsum") == signature("А" * 5000) == ""


LINES = ("lorem", "Порт, 14-III-31 г.", "15 марта 1931 г.", "ГА Ф. 1, Д. 2, Л. 3", "ГА Ф. 4, Оп. 5, Д. 6, Л. 7")


@given(st.lists(st.sampled_from(LINES), max_size=12), st.integers(0, 3))
def test_closing_lines_looked_for_once_are_those_below_each_turn(lines: list[str], far: int) -> None:
    """As a reader would find them: down from a turn to the first signature, with the last day before it."""
    turns = [turn("dopros", text=text) for text in (*lines[:6], *["lorem"] * (far * MAX_TURNS // 3), *lines[6:])]
    found = ClosingLines(turns)
    for place in {*range(min(8, len(turns))), *range(max(0, len(turns) - 8), len(turns))}:
        day, wanted = None, Colophon()
        for one in turns[place : place + MAX_TURNS]:
            day = day_of(one.text) or day
            if signature(one.text):
                wanted = Colophon(day, signature(one.text))
                break
        assert found.after(place) == wanted


def test_a_title_is_not_cut_at_an_initial() -> None:
    short = cite(turn("dopros"), BOOKS["dopros"], CATALOGUE, "chicago-short").plain
    assert short == "“Протокол допроса Т. Р. Ослана.”"


def test_the_unknown_style_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError) as caught:
        _cite("en-printed", "harvard")
    assert all(style in str(caught.value) for style in STYLES)


def test_the_wording_follows_the_language_asked_for() -> None:
    assert "36 (Ослан, утреннее заседание 4 мая)" in _cite("en-printed", "chicago", lang="ru").plain
    assert (
        "С. 54 (testimony of Oslan, morning session, May 4)." in _cite("ru-printed", "gost", lang="en").plain
    )
    assert _cite("ru-printed", "text", lang="en").plain.startswith(
        "Oslan (defendant), morning session, May 4, 1931"
    )


def test_the_quotation_is_carried_by_the_styles_that_have_a_place_for_it() -> None:
    for style in STYLES:
        carried = "amber glass" in _cite("en-printed", style, quote="amber\nglass").plain
        assert carried == (style in {"text", "bibtex", "ris", "csl-json"}), style
    assert _cite("ru-printed", "text", quote="лампа «А»").plain.startswith(
        "Ослан (подсудимый), утреннее заседание 4 мая 1931 г.: «лампа „А“»"
    )


def test_the_source_address_stands_in_without_a_public_one() -> None:
    assert "https://www.marxists.org/lantern/oslan.htm" in _cite("en-none", "gost", base_url=None).plain
    assert "http" not in _cite("ru-none", "chicago", base_url=None).plain
    assert "accessed" not in _cite("ru-none", "chicago", base_url=None).plain


def test_an_edition_outside_the_catalogue_is_cited_from_its_own_entry() -> None:
    info = TextInfo("mine", "transcript", "en", "My Scan of the Inquiry", publisher="Vell Press", year=1940)
    made = cite(replace(CASES["en-range"], text_id="mine", speaker=None), info, CATALOGUE, "chicago")
    said = "*My Scan of the Inquiry* (Vell Press, 1940), 36–38 (Oslan, morning session, May 4, 1931)"
    assert _rich(made).startswith(said)


def test_media_types_and_extensions() -> None:
    kinds = {s: (_cite("en-printed", s).media_type, _cite("en-printed", s).extension) for s in STYLES}
    assert kinds["bibtex"] == ("application/x-bibtex", "bib")
    assert kinds["ris"] == ("application/x-research-info-systems", "ris")
    assert kinds["csl-json"] == ("application/vnd.citationstyles.csl+json", "json")
    assert {kinds[s] for s in STYLES if s not in {"bibtex", "ris", "csl-json"}} == {("text/plain", "txt")}


SIGNS = "ab }{\\%&#$_~^\"'“”«»‘@,=[]\n\r\t\x00\x1b\u202e\u2028\ufeffТЯ-:.;/"
TRAPS = [
    "x\r\nER  - \r\nTY  - BOOK",
    "}\n@book{y,",
    "\\input{x}",
    "a\u0085b",
    "{" * 40,
    "<script>",
    "A and B, C",
]
HOSTILE = st.text(st.sampled_from(SIGNS)) | st.sampled_from(TRAPS)


@given(title=HOSTILE, author=HOSTILE, publisher=HOSTILE, section=HOSTILE, label=HOSTILE, quote=HOSTILE)
def test_hostile_fields_break_no_format(
    title: str, author: str, publisher: str, section: str, label: str, quote: str
) -> None:
    info = TextInfo(
        "doc", "citing", "en", title, author=author, publisher=publisher, url="https://x.example/" + title
    )
    passage = Turn(
        ref="doc/0001",
        text_id="doc",
        ordinal=1,
        kind="speech",
        text="lorem",
        lang="en",
        section=section,
        label=label,
        page=Page(label, "printed", end=title) if len(label) % 2 else Page(),
    )
    made = {s: cite(passage, info, CATALOGUE, s, accessed=READ_ON, quote=quote) for s in STYLES}
    for citation in made.values():
        assert citation.plain == "".join(span.text for span in citation.spans)
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2028]", citation.plain)
    data = json.loads(made["csl-json"].plain)
    assert data[0]["id"] == data[0]["custom"]["citationItems"][0]["id"] == "doc"
    rows = made["ris"].plain.split("\r\n")
    assert rows[0].startswith("TY  - ") and rows[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", row) for row in rows[:-1])
    assert sum(row.startswith(("TY", "ER")) for row in rows) == 2
    assert "\n" not in made["ris"].plain.replace("\r\n", "")
    _check_bibtex(made["bibtex"].plain)


def _check_bibtex(entry: str) -> None:
    body, _, command = entry.partition("\n}\n")
    assert body.startswith("@") and "\n@" not in body and "@" not in command
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    fields = re.findall(r"^  (\w+) = \{(.*)\},?$", body, re.MULTILINE)
    assert len(fields) == body.count("\n")
    for name, value in fields:
        if name != "url":
            assert not re.search(r"(?<!\\)[%&#$_^]|~", value), value


@given(st.text(max_size=30))
def test_odd_sittings_are_left_out(name: str) -> None:
    parsed = parse_sitting(name)
    assert parsed is None or name.startswith(parsed[0].isoformat())
    assert parse_sitting("1931-02-30-morning") is None


def test_words_of_roles_and_examinations() -> None:
    assert role_word("witness", "ru") == "свидетель"
    assert role_word("lamplighter", "en") == "lamplighter"
    assert role_word(None, "en") == ""
    assert is_examination("Допрос свидетеля") and is_examination("EXAMINATION of the Accused")
    assert not is_examination("Последнее слово") and not is_examination(None)


def test_a_second_copy_is_cited_as_its_edition_and_an_edition_has_no_author() -> None:
    info = replace(BOOKS["en-lantern"], id="en-lantern.own", author="A. Printer (preface)")
    assert _rich(cite(CASES["en-printed"], info, CATALOGUE, "chicago")).startswith(f"*{EN}* (Port Vell")


def test_a_heading_loses_its_full_stop_but_no_abbreviation_does() -> None:
    closed = replace(CASES["en-none"], section="Examination of Oslan, May 5, 1931.")
    made = cite(closed, BOOKS["en-lantern"], CATALOGUE, "chicago", base_url=None)
    assert "examination of Oslan, May 5, 1931, Marxists Internet Archive" in made.plain
    closed = replace(CASES["ru-none"], section="Заседание 4 мая 1931 г.")
    assert "«Заседание 4 мая 1931 г.»." in cite(closed, BOOKS["ru-lantern"], CATALOGUE, "gost").plain


@pytest.mark.parametrize("style", ["chicago", "gost", "text"])
def test_a_heading_is_given_whole_unless_it_is_a_paragraph(style: str) -> None:
    def cited(section: str) -> str:
        return cite(replace(CASES["ru-none"], section=section), BOOKS["ru-lantern"], CATALOGUE, style).plain

    whole = "Оглашение показаний " + " ".join(f"слово{number}" for number in range(10, 21))
    assert 90 < len(whole) < 120
    assert whole in cited(whole)
    long = cited(" ".join(f"слово{number}" for number in range(10, 60)))
    assert "слово14 слово15" in long
    assert re.search(r"слово\d\d…", long), "cut at a word, and that is shown"
    assert "слово40" not in long


@pytest.mark.parametrize(("said", "written"), [
    ("П. К. Лампин", "Лампин, П. К."), ("Лампин П.К.", "Лампин, П. К."), ("J.-P. Lamp", "Lamp, J. P."),
    ("Lamp, Ida", "Lamp, Ida"), ("Harbour Office", "Harbour Office"), ("M. & N. Light", "M. & N. Light"),
    ("К. фон Мюллер", "фон Мюллер, К."),
])
def test_initials_tell_which_part_of_a_name_is_the_surname(said: str, written: str) -> None:
    assert surname_first(said) == written


@pytest.mark.parametrize(("lang", "title", "author", "surname", "day"), [
    ("en", "On the oil", "Keller, Anna; I. Fox", "Keller", "On the oil, February 3, 1911"),
    ("ru", "О масле", "А. Б. Келлер; Лис И.", "Келлер", "О масле, 3 февраля 1911 г."),
])
def test_what_the_user_says_of_a_document_is_in_every_style(
    lang: str, title: str, author: str, surname: str, day: str
) -> None:
    described = Description(day="1911-02-03", until="1911-02-03", bases=(("day", "given"),))
    text = TextInfo("oil", "cited", lang, title, author=author, year=1912, publisher="Mole", place="Veld",
                    description=described)
    passage = Turn("oil/0001", "oil", 1, "narration", "lorem ipsum", lang)
    for style in (style for style in STYLES if "-" not in style or style in ("chicago-short", "csl-json")):
        said = cite(passage, text, CATALOGUE, style).plain
        assert surname in said, style
        assert day in said, style
        assert "1912" in said or style == "chicago-short", style
        assert "Mole" in said or style in ("chicago-short", "bluebook"), style
        assert "Veld" in said or style in ("chicago-short", "mla", "apa", "bluebook"), style
        assert not re.search(r"1911[-/,\s]+0?2[-/,\s]+0?3", said), "the day is not that of the publication"
