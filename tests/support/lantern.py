"""An invented inquiry to cite: two editions with their catalogue, documents, and a passage for each kind of place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.catalogue.catalogue import Catalogue
from corpus.catalogue.entries import Edition, Person, Sitting, Trial
from corpus.description.colophon import Colophon
from corpus.model.turns import Origin, Page, TextInfo, Turn

READ_ON = date(2026, 11, 22)
EN = "Report of the Inquiry into the “Lantern Works” Held before the Board of Harbours, May 4–9, 1931"
RU = "Отчет о следствии по делу «Фонарного завода», проведенном Палатой гаваней 4–9 мая 1931 г."


def _edition(name: str, lang: str, title: str, short: str, publisher: str, place: str) -> Edition:
    return Edition(
        id=name,
        trial="lantern",
        lang=lang,
        title=title,
        short_title=short,
        record="verbatim",
        note_en="",
        note_ru="",
        source="invented",
        publisher=publisher,
        place=place,
        year=1931,
        title_en="Report on the Inquiry into the \"Lantern Works\"" if lang == "ru" else None,
    )


CATALOGUE = Catalogue(
    name="invented",
    trials={
        "lantern": Trial(
            id="lantern",
            title_en="Inquiry",
            title_ru="Следствие",
            start=date(1931, 5, 4),
            end=date(1931, 5, 9),
            court_en="Board",
            court_ru="Палата",
            source="invented",
            sittings=(Sitting("1931-05-04-morning", date(1931, 5, 4), "morning", ""),),
            namesakes=(("a-marten", "b-marten"),),
        )
    },
    persons={
        "oslan": Person("oslan", "Oslan", "Ослан", "invented", initials_en="T. R.", initials_ru="Т. Р."),
        "a-marten": Person("a-marten", "Marten", "Мартен", "invented", initials_en="A.", initials_ru="А."),
        "veil": Person("veil", "Veil", "Вейл", "invented"),
    },
    editions={
        "en-lantern": _edition(
            "en-lantern", "en", EN, "Inquiry into the “Lantern Works”", "Board of Harbours", "Port Vell"
        ),
        "ru-lantern": _edition(
            "ru-lantern", "ru", RU, "Отчет по делу «Фонарного завода»", "Изд-во Палаты", "Москва"
        ),
    },
    sources=(),
    offices=(),
)
BOOKS = {
    "en-lantern": TextInfo("en-lantern", "transcript", "en", "from the file", trial="lantern"),
    "ru-lantern": TextInfo("ru-lantern", "transcript", "ru", "из файла", trial="lantern"),
    "ru-web": TextInfo("ru-web", "transcript", "ru", "Стенограмма", publisher="lamp.example", year=2021),
    "letter": TextInfo(
        "letter", "cited", "en", 'On the "Third" Lamp', url="https://www.marxists.org/letters/3.htm"
    ),
    "essay": TextInfo(
        "essay",
        "citing",
        "en",
        "Lamps and Boards: A Study",
        author="Quill, Ann; Harbour Society",
        year=1999,
        publisher="Vell Press",
        place="Port Vell",
    ),
    "note": TextInfo("note", "cited", "en", "Letter to the Board of Harbours", author="Oslan, Tomas Rem",
                     url="https://lamp.example/letter"),
    "dopros": TextInfo("dopros", "cited", "ru", "Протокол допроса Т. Р. Ослана", url="https://lamp.example/2"),
    "zametka": TextInfo(
        "zametka",
        "citing",
        "ru",
        "О лампах",
        author="Перов, И. И.",
        year=2003,
        url="https://lamp.example/о лампах",
    ),
}


def turn(text_id: str, page: Page | None = None, **fields: object) -> Turn:
    base = Turn(
        ref=f"{text_id}/1931-05-04-morning/0007",
        text_id=text_id,
        ordinal=7,
        kind="speech",
        text="lorem ipsum",
        lang=BOOKS[text_id].lang,
        page=page or Page(),
    )
    if BOOKS[text_id].is_edition:
        base = replace(base, sitting="1931-05-04-morning", speaker="oslan", role="defendant", label="Oslan")
    return replace(base, **fields)  # type: ignore[arg-type]


CASES = {
    "en-printed": turn("en-lantern", Page("36", "printed"), section="Examination of the Accused Oslan"),
    "en-range": turn("en-lantern", Page("36", "printed", end="38"), speaker="veil", role="prosecutor"),
    "en-sequence": turn("en-lantern", Page("xii", "sequence"), speaker="a-marten", role="witness"),
    "en-estimated": turn("en-lantern", Page("84", "estimated", margin=1.0), section="Last Pleas"),
    "en-none": turn(
        "en-lantern",
        section="Examination of the Accused Oslan",
        origin=Origin("x.htm", url="https://www.marxists.org/lantern/oslan.htm"),
    ),
    "en-narration": turn(
        "en-lantern", Page("5", "printed"), kind="narration", speaker=None, role=None, label=None
    ),
    "ru-printed": turn("ru-lantern", Page("54", "printed"), section="Допрос подсудимого Ослана"),
    "ru-range": turn(
        "ru-lantern", Page("54", "printed", end="55"), speaker=None, label="ВЕЙЛ", role="prosecutor"
    ),
    "ru-estimated": turn(
        "ru-lantern", Page("54", "estimated", margin=2.5), speaker="a-marten", role="witness"
    ),
    "ru-none": turn("ru-lantern", section="Допрос подсудимого Ослана", sitting="1932-01-02-evening"),
    "document-web": turn("letter", section="Postscript"),
    "ru-site": turn(
        "ru-web", section="Допрос", origin=Origin("x.json", url="https://www.lamp.example/posts/1")
    ),
    "document-book": turn("essay", Page("11", "printed", end="12"), section="The Boards"),
    "document-ru": turn("zametka"),
    "document-letter": turn("note", kind="narration"),
    "document-interrogation": turn("dopros", speaker="oslan", role="answerer", label="Ответ", sitting=None),
}
BELOW = {
    "document-letter": Colophon(date(1931, 3, 13), "HARBOUR ARCHIVE. F. 17. Op. 3. D. 58. L. 5"),
    "document-interrogation": Colophon(date(1931, 5, 2), "АРХИВ ПАЛАТЫ. Ф. 17. Оп. 3. Д. 61. Л. 12–14об"),
}
