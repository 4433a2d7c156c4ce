"""A label that stands once, in any form, among the labels of a file: its speaker, or nobody, never the one before."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import load
from corpus.editions.turns import edition_turns
from corpus.reading import formats

SPECIMEN = load("specimen")
SAID = {"en": "The lamp hung over the pump.", "ru": "Фонарь висел над насосом."}
FILL = {"en": ("I saw the sail.", "Nobody came by.", "It was late.", "The bell rang."),
        "ru": ("Я видел парус.", "Никто не приходил.", "Было поздно.", "Звонил колокол.")}
BESIDE = {"en": ("GURMALO", "BRAMM"), "ru": ("ГУРМАЛО", "БРАММ")}
ORSETSKY = {
    "en": (
        "{}:", "{} :", "{} —", "{} –", "{} --", "{} ;", "{};", "{},", "{} >", "{} |", "{} =", "{}…", "«{}»:", '"{}":',
        "“{}”:", "[{}]:", "({}):", "<{}>", "{{{}}}", "*{}*", "**{}:**", "_{}:_", "10.15 {}:", "(10:15) {}:",
        "[00:01:02] {}:", "12 {}:", "12. {}:", "1) {}:", "(1) {}:", "• {}:", "- {}:", "— {}:", "> {}:", "{} (rising):",
        "{} [rising]:", "{}, rising:", "{} (to Bramm):", "{} to BRAMM:", "{}, counsel:", "EXAMINING COUNSEL {}:",
        "Mr. {}:", "Comrade {}:", "CITIZEN {}:", "{}\u00a0:", "\u00a0{}:", "{} ::", "{}.:", "{}: —", "{} (continuing).",
        "THE WITNESS {}:", "THE PROSECUTOR {}:", "{}, examining counsel, rising:", "1{}:", "{} l:", "# {}:", "{}.",
    ),
    "ru": (
        "{}:", "{} :", "{}.", "{} —", "{} -", "{};", "{},", "{} >", "{} |", "{} =", "«{}»:", "[{}]:", "({}):", "*{}*",
        "**{}**", "10.15 {}:", "(10:15) {}:", "12 {}:", "12. {}:", "1) {}:", "• {}:", "— {}:", "> {}:", "{} (встаёт):",
        "{} [встаёт]:", "{}, обвинитель:", "{} — БРАММУ:", "Тов. {}:", "Т. {}:", "гр. {}:", "ГРАЖДАНИН {}:",
        "ПРОКУРОР {}:", "ГОС. ОБВИНИТЕЛЬ {}:", "{}\u00a0:", "{} ::", "{}.:", "{}: —",
    ),
}
NAMED = {
    "en": (("0RSETSKY:", "orsetsky"), ("ORSETSKV:", "orsetsky"), ("ORSE TSKY:", "orsetsky"),
           ("O R S E T S K Y:", "orsetsky"), ("ORSET\u00adSKY:", "orsetsky"), ("\u041eRSETSKY:", "orsetsky"),
           ("A. KORVIN:", "a-korvin"), ("A.KORVIN:", "a-korvin"), ("A KORVIN:", "a-korvin"), ("KORVIN A.:", "a-korvin"),
           ("KORVIN, A.:", "a-korvin"), ("Anton KORVIN:", "a-korvin"), ("A.\u00a0KORVIN:", "a-korvin"),
           ("DAL RENIN:", "dal-renin"), ("DAL\u2014RENIN:", "dal-renin"), ("DAL-RENlN:", "dal-renin"),
           ("DALRENIN:", "dal-renin"), ("DAL - RENIN:", "dal-renin"), ("DAL\u2011RENIN:", "dal-renin"),
           ("THE PRESIDENT:", "veldanov"), ("THE PRES1DENT:", "veldanov"), ("PRESIDENT VELDANOV:", "veldanov")),
    "ru": (("OPCEЦKИЙ:", "orsetsky"), ("ОРСЕЦКИИ:", "orsetsky"), ("0РСЕЦКИЙ:", "orsetsky"),
           ("О р с е ц к и й:", "orsetsky"), ("ОРСЕЦ\u00adКИЙ:", "orsetsky"), ("А. КОРВИН:", "a-korvin"),
           ("А.КОРВИН:", "a-korvin"), ("КОРВИН А.:", "a-korvin"), ("КОРВИН, А.:", "a-korvin"),
           ("Антон КОРВИН:", "a-korvin"), ("ДАЛЬ РЕНИН:", "dal-renin"), ("ДАЛЬ—РЕНИН:", "dal-renin"),
           ("ДАЛЬРЕНИН:", "dal-renin"), ("ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ:", "veldanov"), ("ПРЕДСЕДАТЕЛЬ:", "veldanov"),
           ("Председательствующий ВЕЛДАНОВ:", "veldanov"), ("ПРЕДС.:", "veldanov"), ("ПРОКУРОР:", "orsetsky")),
}
NOBODY = {
    "en": ("BOTH:", "Both:", "ALL THE ACCUSED:", "All:", "VOICES:", "Voices from the hall:", "A VOICE:",
           "ORSETSKY AND BRAMM:", "Orsetsky and Bramm:", "ORSETSKY & BRAMM:", "ORSETSKY, BRAMM:", "ORSETSKY/BRAMM:",
           "Orsetsky, Bramm and Gurmalo:", "THE PRESIDENT AND ORSETSKY:", "THE INTERPRETER:", "HALLORAN:",
           "MR. HALLORAN:", "Mr. Halloran:", "THE CLERK:", "The Clerk:", "UNKNOWN:", "JUDGE HALLORAN:", "A JUROR:",
           "X:", "?:", "SEVERAL VOICES [from the gallery]:"),
    "ru": ("ОБА:", "Оба:", "ВСЕ ПОДСУДИМЫЕ:", "Все подсудимые:", "ВСЕ:", "Голоса с мест:", "ГОЛОС ИЗ ЗАЛА:",
           "ПРЕДСЕДАТЕЛЬ И ПРОКУРОР:", "Председатель и прокурор:", "Орсецкий и Брамм:", "ОРСЕЦКИЙ, БРАММ:",
           "ПЕРЕВОДЧИК:", "ХАЛОРАН:", "Тов. ХАЛОРАН:", "Свидетель Халоран:", "ВОПРОС:", "Ответ:", "СУДЬЯ ХАЛОРАН:",
           "Х.:", "Неизвестный:", "Подсудимые (хором):", "Орсецкого:", "Иванов:"),
}
SURNAME = {"en": "Orsetsky", "ru": "Орсецкий"}
CASES = [(lang, form.format(name), "orsetsky", upper) for lang, forms in ORSETSKY.items() for form in forms
         for name, upper in ((SURNAME[lang].upper(), True), (SURNAME[lang], False))]
CASES += [(lang, form, speaker, True) for lang, forms in NAMED.items() for form, speaker in forms]
CASES += [(lang, form, None, form.isupper()) for lang, forms in NOBODY.items() for form in forms]


@pytest.mark.parametrize(("lang", "form", "speaker", "upper"), CASES)
def test_a_label_of_any_form_begins_a_turn(lang: str, form: str, speaker: str | None, upper: bool) -> None:
    names = [name if upper else name.title() for name in BESIDE[lang]]
    lines = [f"{names[number % 2]}: {FILL[lang][number % 4]}" for number in range(8)]
    lines.insert(5, f"{form} {SAID[lang]}")
    [source] = formats.read("\n\n".join(lines).encode(), "text", "a.txt")
    made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    [turn] = [turn for turn in made.turns if SAID[lang] in turn.text]
    assert turn.kind == "speech" and turn.label and turn.speaker == speaker
    assert turn.text.lstrip(" —.") == SAID[lang]
    assert speaker or {doubt.code for doubt in made.doubts} == {"label-unknown"}
    assert [t.speaker for t in made.turns if t.label and t is not turn] == ["gurmalo", "bramm"] * 4


@pytest.mark.parametrize("number", ["12 ", "12", "12. ", "1) "])
def test_a_number_before_a_label_is_no_part_of_it(number: str) -> None:
    lines = [f"{BESIDE['en'][at % 2]}: {FILL['en'][at % 4]}" for at in range(8)]
    lines.insert(5, f"{number}ORSETSKY: {SAID['en']}")
    [source] = formats.read("\n\n".join(lines).encode(), "text", "a.txt")
    turns = edition_turns([(source, None)], SPECIMEN.edition("en-specimen"), SPECIMEN).turns
    assert [turn.label for turn in turns if SAID["en"] in turn.text] == ["ORSETSKY"]


@pytest.mark.parametrize(("lang", "line"), [
    ("en", "Gurmalo. He is the keeper of the light."), ("en", "Gurmalo, Bramm and the others were there."),
    ("en", "The result was this: Nobody came."), ("en", "In May, June and July: Nobody came."),
    ("en", "A lamp: It hung there."), ("en", "Dal-Renin and I went: It was late."), ("ru", "Потом: Никто не пришёл."),
    ("ru", "Гурмало. Он хранитель маяка."), ("ru", "Дело вот в чём: Никто не пришёл."),
    ("ru", "В мае, июне и июле: Никто не пришёл."), ("ru", "Вывод: Никто не пришёл."),
])
def test_words_of_a_speech_are_no_label(lang: str, line: str) -> None:
    lines = [f"{BESIDE[lang][number % 2]}: {FILL[lang][number % 4]}" for number in range(8)]
    lines[5] += f"\n\n{line}"
    [source] = formats.read("\n\n".join(lines).encode(), "text", "a.txt")
    made = edition_turns([(source, None)], SPECIMEN.edition(f"{lang}-specimen"), SPECIMEN)
    if lang == "ru" and line.startswith("Гурмало."):
        assert [turn.speaker for turn in made.turns].count("gurmalo") == 5  # Russian editions end labels with a stop
    else:
        assert [turn.speaker for turn in made.turns] == ["gurmalo", "bramm"] * 4
