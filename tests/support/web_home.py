"""A small home and catalogue for the tests of the web app: an invented hearing in two languages."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from tiny import tiny_home, tiny_text, tiny_turn

from corpus.catalogue.catalogue import Catalogue, Edition, Form, Person, RoleEntry, Sitting, Source, Trial
from corpus.model.notes import Note
from corpus.model.turns import Correction, Mark, Origin, Page, Pair, TextInfo, Turn
from corpus.storage.home import Home
from corpus.storage.library import write_library
from indexer.building.run import build_index

MORNING, EVENING = "1911-05-04-morning", "1911-05-04-evening"
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> "\'&amp; {{ 7*7 }} </p>'
TURNS = 130

PAIRED = (
    ("Where did the grey goose stand when the lantern went out?", "Где стоял серый гусь, когда погас фонарь?"),
    ("The goose stood by the gate.", "Гусь стоял у ворот."),
    ("Nobody did open the gate.", "Ворот никто не открывал."),
)


def hearing_catalogue(name: str = "tiny") -> Catalogue:
    """Give the catalogue of the invented hearing."""
    note = {"note_en": "A record made up for tests.", "note_ru": "Запись, придуманная для проверок."}
    return Catalogue(
        name=name,
        trials={"hearing": Trial(
            "hearing", "The Goose Hearing", "Дело о гусе", date(1911, 5, 4), date(1911, 5, 4), "Court", "Суд",
            "made up", short_names=("Goose Hearing", "Hearing"),
            sittings=(Sitting(MORNING, date(1911, 5, 4), "morning", "questions"),
                      Sitting(EVENING, date(1911, 5, 4), "evening", "questions")),
            roles=(RoleEntry("orlan", "prosecutor", "of the yard"), RoleEntry("vetkin", "defendant")),
        )},
        persons={
            "orlan": Person("orlan", "Orlan", "Орлан", "made up", "P. P.", "П. П.",
                            forms_en=(Form("Orlann", "slip"),)),
            "vetkin": Person("vetkin", "Vetkin", "Веткин", "made up"),
        },
        editions={
            edition.id: edition for edition in (
                Edition("en-hearing", "hearing", "en", "Report of the Goose Hearing", "Goose Hearing", "verbatim",
                        source="made up", publisher="Yard Press", place="Yard", year=1911, rights=HOSTILE, **note),
                Edition("ru-hearing", "hearing", "ru", "Отчёт по делу о гусе", "Дело о гусе", "verbatim",
                        source="made up", **note),
                Edition("de-hearing", "hearing", "de", "Bericht über die Gans", "Gans", "summary", source="made up",
                        certainty="low", **note),
            )
        },
        sources=(
            Source("de-hearing", "hearing", "https://example.org/gans", "example.org", "de", "pages", "whole", "high",
                   "made up", fetch=True),
            Source("de-hearing", "hearing", "javascript:alert(1)", "bad", "de", "pages", "whole", "high", "made up"),
        ),
        offices=(),
    )


def english() -> tuple[TextInfo, list[Turn]]:
    """Give the English edition: two sittings, the first longer than one portion, with marks and pages."""
    said = {"sitting": MORNING, "section": "Questions about the gate", "speaker": "orlan", "label": "ORLAN",
            "role": "prosecutor"}
    answer = {**said, "speaker": "vetkin", "label": "VETKIN", "role": "defendant"}
    turns = [tiny_turn("MORNING SITTING", kind="heading", sitting=MORNING, page="7")]
    for number, (text, _) in enumerate(PAIRED):
        turns.append(tiny_turn(text, **(answer if number % 2 else said), page="7"))
    turns.append(tiny_turn(
        "A first paragraph with a note.\nA second one, in which a page begins.", **answer, page="7-8",
        marks=(Mark("note", 29, 29, "1"), Mark("italic", 2, 7), Mark("page", 46, 46, "8")),
        origin=Origin("report.htm", 10, 90, 3, 4, "https://example.org/report"),
    ))
    turns.append(tiny_turn(HOSTILE, **{**said, "label": HOSTILE}, page=HOSTILE.split("-")[0]))
    turns.append(tiny_turn("A guessed voice speaks of barley.", **{**answer, "label": None},
                           inferred=(("speaker", Note("section-heading")),), page=Page("9", "estimated", 1.5)))
    turns.append(tiny_turn("Let Vetkin say it again, and let Orlan listen to the whole of it.", **said,
                           corrections=(Correction("word", "lisson", "listen", "Nobody", f"by ear {HOSTILE}"),)))
    while len(turns) < TURNS:
        turns.append(tiny_turn(f"Filler number {len(turns)} about barley.", **said))
    turns += [tiny_turn("The evening began with barley.", kind="narration", sitting=EVENING),
              tiny_turn("I saw no goose.", **{**answer, "sitting": EVENING})]
    return tiny_text("en-hearing", turns, trial="hearing", title="Report of the Goose Hearing", year=1911,
                     publisher="Yard Press", place="Yard", rights=HOSTILE, paged="printed")


def russian() -> tuple[TextInfo, list[Turn]]:
    """Give the Russian edition: the beginning of the first sitting, and a turn of its own."""
    said = {"sitting": MORNING, "speaker": "orlan", "label": "Орлан", "role": "prosecutor"}
    turns = [tiny_turn("УТРЕННЕЕ ЗАСЕДАНИЕ", kind="heading", sitting=MORNING)]
    turns += [tiny_turn(text, **said, page="21") for _, text in PAIRED]
    turns.append(tiny_turn("Этого в другом отчёте нет: гусь молчал.", **said, page="22"))
    return tiny_text("ru-hearing", turns, lang="ru", trial="hearing", title="Отчёт по делу о гусе", paged="printed")


def essay() -> tuple[TextInfo, list[Turn]]:
    """Give a citing document with a hostile title."""
    turns = [tiny_turn("On geese", kind="heading", region="heading"),
             tiny_turn("The author thinks that the goose was grey.", kind="narration"),
             tiny_turn("The goose stood by the gate.", kind="narration", region="quotation"),
             tiny_turn("Another said: “Nobody did open the wide gate.” (Hearing 9) So it stands there, and in no other "
                       "place (Hearing 44).", kind="narration")]
    return tiny_text("essay", turns, kind="citing", title=f"Essay {HOSTILE}", author="Nobody")


def hearing_home(path: Path) -> Home:
    """Write and index the home of the invented hearing."""
    texts = [english(), russian(), essay()]
    left, right = texts[1][1], texts[0][1]
    pairs = [Pair((left[n].ref,), (right[n].ref,), ("ru", "en"), "1-1", confidence)
             for n, confidence in ((0, 0.95), (1, 0.9), (2, 0.6), (3, 0.2))]
    home = tiny_home(path, texts, pairs, index=False)
    write_library(home, texts, pairs, {"texts": [report_entry(*text) for text in texts], "refused": [], "faults": []})
    build_index(home)
    return home


def report_entry(info: TextInfo, turns: list[Turn]) -> dict[str, Any]:
    """Give a report on a text that has something of everything."""
    return {
        "id": info.id, "files": ["report.htm"], "turns": len(turns), "kinds": {"speech": len(turns)}, "pages": 3,
        "words": info.words, "label_words": 7, "left_out_words": 4,
        "left_out": [{"kind": "furniture", "text": "YARD REPORT 7", "start": None, "end": None, "sheet": 2},
                     {"kind": "markup", "text": HOSTILE, "start": 1200, "end": 1203, "sheet": None}],
        "doubts": [Note("label-unknown", label=HOSTILE).placed(HOSTILE, 3).to_json()],
        "unknown_speakers": [turns[1].ref], "doubtful_pages": [turns[2].ref],
        "corrections": [{"ref": turn.ref, **asdict(c)} for turn in turns for c in turn.corrections],
        "inferred": [{"ref": t.ref, "what": what, "why": why.to_json()} for t in turns for what, why in t.inferred],
    }


def page(client: FlaskClient, address: str, status: int = 200) -> Checked:
    """Ask for a page that is to be sound."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    checked = Checked(answer.get_data(as_text=True))
    assert not checked.wrong, (address, checked.wrong)
    return checked


VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})


class Checked(HTMLParser):
    """Reads a page and collects what is wrong with its nesting, its ids and its words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += [f"not closed: {tag}" for tag in self.open]
        self.wrong += [f"id twice: {name}" for name in {n for n in self.ids if self.ids.count(n) > 1}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Check that it closes what was opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"misplaced </{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """The words of the page with single spaces."""
        return " ".join(" ".join(self.words).split())
