"""Labels in every form the sources print, and what looks like one and is none."""

from __future__ import annotations

import pytest

from corpus.catalogue import catalogue
from corpus.language.quotation_marks import quoted_spans
from corpus.speakers.habits import Habits, habits, labels_of
from corpus.speakers.labels import Label, LabelVocabulary, find_labels, misprinted_label

LOREM = "lorem ipsum alpha beta"

REAL_FORMS = [
    # title case, capitals, mixed case
    ("1936", f"Vyshinsky: {LOREM}", "Vyshinsky", "vyshinsky"),
    ("1936", f"Fritz David: {LOREM}", "Fritz David", "fritz-david"),
    ("1936", f"N. Lurye: {LOREM}", "N. Lurye", "n-lurye"),
    ("1936", f"M. Lurye: {LOREM}", "M. Lurye", "m-lurye"),
    ("1936", f"President of the Court: {LOREM}", "President of the Court", "ulrich"),
    ("1936", f"The President: {LOREM}", "The President", "ulrich"),
    ("1938", f"VYSHINSKY: {LOREM}", "VYSHINSKY", "vyshinsky"),
    ("1938", f"THE PRESIDENT: {LOREM}", "THE PRESIDENT", "ulrich"),
    ("1938", f"Bukharin: {LOREM}", "Bukharin", "bukharin"),
    ("1938", f"BUKHARIN: {LOREM}", "BUKHARIN", "bukharin"),
    ("1937", f"RADEK: {LOREM}", "RADEK", "radek"),
    # offices without a person in the catalogue
    ("1937", f"THE COMMANDANT OF THE COURT: {LOREM}", "THE COMMANDANT OF THE COURT", "commandant"),
    ("1938", f"COMMANDANT OF THE COURT: {LOREM}", "COMMANDANT OF THE COURT", "commandant"),
    # on a line of its own
    ("1938", f"The President:\n{LOREM}", "The President", "ulrich"),
    # Russian
    ("1936", f"УЛЬРИХ (Председательствующий): {LOREM}", "УЛЬРИХ (Председательствующий)", "ulrich"),
    ("1936", f"ПРЕДСЕДАТЕЛЬ: {LOREM}", "ПРЕДСЕДАТЕЛЬ", "ulrich"),
    ("1936", f"СЕКРЕТАРЬ: {LOREM}", "СЕКРЕТАРЬ", "kostyushko"),
    ("1936", f"КОМЕНДАНТ СУДА ОБЪЯВЛЯЕТ: {LOREM}", "КОМЕНДАНТ СУДА ОБЪЯВЛЯЕТ", "commandant"),
    ("1936", f"ЗИНОВЬЕВ: {LOREM}", "ЗИНОВЬЕВ", "zinoviev"),
    ("1937", f"Радек: {LOREM}", "Радек", "radek"),
    ("1937", f"Председательствующий: {LOREM}", "Председательствующий", "ulrich"),
    # German
    ("1936", f"WYSCHINSKI: {LOREM}", "WYSCHINSKI", "vyshinsky"),
    # directions
    ("1936", f"Vyshinsky (to Kamenev): {LOREM}", "Vyshinsky (to Kamenev)", "vyshinsky"),
    ("1938", f"THE PRESIDENT (to Vyshinsky): {LOREM}", "THE PRESIDENT (to Vyshinsky)", "ulrich"),
    ("1938", f"VYSHINSKY (continues to read): {LOREM}", "VYSHINSKY (continues to read)", "vyshinsky"),
    ("1938", f"THE PRESIDENT (turning over the Sheets on the Desk before him): {LOREM}",
     "THE PRESIDENT (turning over the Sheets on the Desk before him)", "ulrich"),
    ("1936", f"Vyshinsky: (to Bakayev): {LOREM}", "Vyshinsky", "vyshinsky"),
    ("1936", "Smirnov: (lorem ipsum.)", "Smirnov", "smirnov"),
    # typing errors, as listed and of the same kind
    ("1936", f"Vyshinski: {LOREM}", "Vyshinski", "vyshinsky"),
    ("1936", f"Vyshinskyy: {LOREM}", "Vyshinskyy", "vyshinsky"),
    ("1936", f"Smirno: {LOREM}", "Smirno", "smirnov"),
    ("1936", f"Kamanev: {LOREM}", "Kamanev", "kamenev"),
    ("1936", f"Edokimov: {LOREM}", "Edokimov", "evdokimov"),
    ("1936", f"Friz David: {LOREM}", "Friz David", "fritz-david"),
    ("1936", f"N Lurye: {LOREM}", "N Lurye", "n-lurye"),
    ("1936", f"Mrachkovksy: {LOREM}", "Mrachkovksy", "mrachkovsky"),
    ("1938", f"Ша-рангович: {LOREM}", "Ша-рангович", "sharangovich"),
    # titles before a name
    ("1936", f"Accused Zinoviev: {LOREM}", "Accused Zinoviev", "zinoviev"),
    ("1938", f"Эксперт профессор Бурмин: {LOREM}", "Эксперт профессор Бурмин", "burmin"),
]

INSIDE = [
    # after a sentence, with its end lost, and glued to it
    ("1936", f"{LOREM}. Vyshinsky: {LOREM}", "Vyshinsky", "vyshinsky"),
    ("1936", f"{LOREM} Yes. Vyshinsky: {LOREM}", "Vyshinsky", "vyshinsky"),
    ("1936", f"{LOREM} No. Vyshinsky: {LOREM}", "Vyshinsky", "vyshinsky"),
    ("1938", f"{LOREM} U.S.S.R. VYSHINSKY: {LOREM}", "VYSHINSKY", "vyshinsky"),
    ("1938", f"{LOREM} on Poland Rykov (after a silence): {LOREM}", "Rykov (after a silence)", "rykov"),
    ("1938", f"{LOREM} VYSHINSKY: {LOREM}", "VYSHINSKY", "vyshinsky"),
    ("1937", f"Да.Вышинский: {LOREM}", "Вышинский", "vyshinsky"),
    ("1937", f"{LOREM}?Радек: {LOREM}", "Радек", "radek"),
    ("1936", f'"{LOREM}." Vyshinsky: {LOREM}', "Vyshinsky", "vyshinsky"),
    ("1938", f"Adjournment. * * * THE PRESIDENT: {LOREM}", "THE PRESIDENT", "ulrich"),
]

NO_LABELS = [
    ("1936", f"Moscow Trials: {LOREM}"),
    ("1936", f"Members of the Court: {LOREM}"),
    ("1936", f"I tell the Court: {LOREM}"),
    ("1936", f"the 'Leftists': {LOREM}"),
    ("1938", f"Rightists: {LOREM}"),
    ("1936", f"Germany: {LOREM}"),
    ("1936", f"Soviet Union: {LOREM}"),
    ("1936", f"President: {LOREM}"),
    ("1936", f"Members: {LOREM}"),
    ("1936", f"Secretary: {LOREM}"),
    ("1936", f"U.S.S.R. Sentences: {LOREM}"),
    ("1936", f"U.S.S.R. Presiding: {LOREM}"),
    ("1936", f"Question: {LOREM} Answer: {LOREM}"),
    ("1936", f"Trotskyites: {LOREM}"),
    ("1936", f"Trotsky: {LOREM}"),
    ("1938", f"Citizen Procurator: {LOREM}"),
    ("1938", f"Tomsky: {LOREM}"),
    ("1938", f"asked Tomsky: {LOREM}"),
    ("1938", f"Socialist-Revolutionaries: {LOREM}"),
    ("1936", f"{LOREM} I asked Zinoviev: When {LOREM}"),
    ("1936", f"{LOREM} kept urging Zinoviev: Let {LOREM}"),
    ("1936", f'{LOREM} added Berman-Yurin: "{LOREM}"'),
    ("1936", f"{LOREM} said to N. Lurye: if {LOREM}"),
    ("1936", f'{LOREM}? "Kamenev: \'{LOREM}\' "Vyshinsky: \'{LOREM}\''),
    ("1936", f"zinoviev: {LOREM}"),
    ("1936", f"{LOREM} 19:30"),
    ("1937", f"Bukharin: {LOREM}"),
]


def names(trial: str) -> LabelVocabulary:
    return LabelVocabulary(catalogue.load("specimen" if trial == "specimen" else "main"), trial)


def only(labels: list[Label]) -> Label:
    assert len(labels) == 1, labels
    return labels[0]


@pytest.mark.parametrize(("trial", "text", "printed", "person"), REAL_FORMS + INSIDE)
def test_every_printed_form_is_a_label(trial: str, text: str, printed: str, person: str) -> None:
    label = only(find_labels(text, names(trial)))
    assert label.text == printed
    assert [speaker.person for speaker in label.speakers] == [person]
    assert text[label.start : label.end].rstrip(": ") == printed


@pytest.mark.parametrize(("trial", "text"), NO_LABELS)
def test_what_looks_like_a_label_and_is_none(trial: str, text: str) -> None:
    assert find_labels(text, names(trial)) == []


@pytest.mark.parametrize("word", ["You", "Court"])
def test_a_second_colon_makes_no_second_label(word: str) -> None:
    assert only(find_labels(f"VYSHINSKY: {word}: {LOREM}", names("1938"))).text == "VYSHINSKY"


STOPPED = [
    ("1938", f"Вышинский. {LOREM}", "Вышинский", "vyshinsky"),
    ("1938", f"Председательствующий. {LOREM}", "Председательствующий", "ulrich"),
    ("1938", f"Комендант суда. {LOREM}", "Комендант суда", "commandant"),
    ("1938", f"Эксперт профессор Бурмин. {LOREM}", "Эксперт профессор Бурмин", "burmin"),
    ("1938", f"Вышинский (обращается к суду). {LOREM}", "Вышинский (обращается к суду)", "vyshinsky"),
    ("1938", f"Вышинский(к Плетневу). {LOREM}", "Вышинский(к Плетневу)", "vyshinsky"),
    ("specimen", "Комендант трибунала. Лорем ипсум.", "Комендант трибунала", "commandant"),
    ("specimen", "А. Корвин. Лорем ипсум.", "А. Корвин", "a-korvin"),
    ("specimen", "А.\u00a0Корвин. Лорем ипсум.", "А.\u00a0Корвин", "a-korvin"),
    ("specimen", "Даль-Ренин (после молчания). Нет.", "Даль-Ренин (после молчания)", "dal-renin"),
    ("specimen", "Предсе\u00adдатель. Лорем ипсум.", "Предсе\u00adдатель", "veldanov"),
    ("specimen", "Орсецкий.\nЛорем ипсум.", "Орсецкий", "orsetsky"),
]


@pytest.mark.parametrize(("trial", "text", "printed", "person"), STOPPED)
def test_full_stops_make_labels_at_the_beginning_of_a_line(trial: str, text: str, printed: str, person: str) -> None:
    label = only(find_labels(text, names(trial), stops=True))
    assert (label.text, [s.person for s in label.speakers]) == (printed, [person])
    assert find_labels(text, names(trial)) == []


@pytest.mark.parametrize("text", [
    "Да. Брамм. Нет.",
    "Лорем ипсум свидетель Брамм. Да.",
    "Браммов. Лорем ипсум.",
    "Брамм и Гурмало. Лорем ипсум.",
    "брамм. Лорем ипсум.",
])
def test_full_stops_make_no_labels_elsewhere(text: str) -> None:
    assert find_labels(text, names("specimen"), stops=True) == []


RUN_ON = "Орсецкий. Лорем? Даль-Ренин. Ипсум. Орсецкий. Альфа. Даль-Ренин (тихо). Бета. Орсецкий. Да. Даль-Ренин. Нет."


def test_inside_a_paragraph_full_stops_need_the_whole_text_for_them() -> None:
    people = names("specimen")
    how = habits([RUN_ON], people, stops=True)
    assert how.inside
    assert [label.text for label in labels_of(RUN_ON, people, how)] == [
        "Орсецкий", "Даль-Ренин", "Орсецкий", "Даль-Ренин (тихо)", "Орсецкий", "Даль-Ренин",
    ]
    speakers = ("Орсецкий", "Гурмало", "Лёхтин", "Цимлова", "Брамм", "Корвин")
    lines = [f"{name}. Лорем? Брамм. Ипсум." for name in speakers]
    assert not habits(lines, people, stops=True).inside
    assert not habits([RUN_ON], people, stops=False).inside


@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_name_that_is_a_sentence_now_and_then_makes_no_label(times: int) -> None:
    people = names("specimen")
    prose = [f"{LOREM}. Брамм. {LOREM} {number}." for number in range(times)]
    how = habits([*prose, f"Лорем: {LOREM}."], people, stops=True)
    assert [labels_of(text, people, how) for text in prose] == [[]] * times


@pytest.mark.parametrize("text", ["Лорем ответчикам. Ответчик А. Корвин.", "Лорем. Ответчик А. Корвин. Ипсум."])
def test_a_sentence_that_ends_in_a_name_is_no_label_within_a_paragraph(text: str) -> None:
    assert labels_of(text, names("specimen"), Habits(stops=True, inside=True)) == []


def test_a_stop_for_the_colon_behind_capitals_is_a_misprint() -> None:
    people = names("1938")
    page = [*[f"VYSHINSKY: {LOREM}."] * 3, f"{LOREM}... VYSHINSKY. Alpha {LOREM}."]
    how = habits(page, people, stops=False)
    assert only(labels_of(page[-1], people, how)).text == "VYSHINSKY"
    assert labels_of(page[-1].replace("VYSHINSKY", "Vyshinsky"), people, how) == []
    assert labels_of(page[-1], people, Habits()) == []


def test_labels_inside_a_quotation_are_none() -> None:
    people = names("specimen")
    quoted = "Цимлова: Лорем ипсум. «Корвин: “Альфа?” Брамм: “Бета”. Корвин: “Гамма”». Лорем."
    assert only(find_labels(quoted, people)).text == "Цимлова"
    assert len(find_labels(quoted.replace("»", ""), people)) > 1, "an unclosed quotation quotes nothing"
    assert only(find_labels('TSIMLOVA: Lorem "Bramm: alpha." Ipsum.', people)).text == "TSIMLOVA"


@pytest.mark.parametrize(("text", "spans"), [
    ("a «b» c", ["«b»"]),
    ("«a “b” c»", ["«a “b” c»"]),
    ("„a“ b “c”", ["„a“", "“c”"]),
    ('say "b" and "c d".', ['"b"', '"c d"']),
    ('lost "a and "b" c', ['"b"']),
    ("« lost", []),
    ("lost »", []),
])
def test_quoted_stretches(text: str, spans: list[str]) -> None:
    assert [text[a:b] for a, b in quoted_spans(text)] == spans


def test_namesakes_are_all_named() -> None:
    label = only(find_labels(f"Lurye: {LOREM}", names("1936")))
    assert {speaker.person for speaker in label.speakers} == {"m-lurye", "n-lurye"}
    label = only(find_labels("КОРВИН: Лорем.", names("specimen")))
    assert {speaker.person for speaker in label.speakers} == {"a-korvin", "p-korvin"}


def test_misprints_are_noted_as_such() -> None:
    people = names("1936")
    assert not only(find_labels(f"Mrachkovksy: {LOREM}", people)).exact
    assert only(find_labels(f"Mrachkovsky: {LOREM}", people)).exact
    text = f"{LOREM}. Vyshinsky; Alpha {LOREM}"
    assert misprinted_label(text, people) == text.index("Vyshinsky")
    text = f"{LOREM}. president of the Court: Alpha {LOREM}"
    assert misprinted_label(text, people) == text.index("president")
    assert misprinted_label(f"{LOREM} Vyshinsky; and {LOREM}", people) is None
    assert misprinted_label(f"{LOREM}; and secretary: Alpha", people) is None


@pytest.mark.parametrize("text", ["A. Vyshinsky", "Vyshinsky", "Ulrich", "УЛЬРИХ", "Тов. Вышинский"])
def test_lookup(text: str) -> None:
    found = names("1936").lookup(text)
    assert found and found.person in {"vyshinsky", "ulrich"}


@pytest.mark.parametrize("text", ["B. Vyshinsky", "Tomsky", "Trotsky", "Smith", "", "...", "No. Vyshinsky"])
def test_lookup_of_somebody_else(text: str) -> None:
    assert names("1936").lookup(text) is None


@pytest.mark.slow
def test_a_million_colons_take_no_time_to_speak_of() -> None:
    assert find_labels(":" * 300_000, names("specimen")) == []
    text = "Bramm: lorem ipsum. " * 5_000
    assert len(find_labels(text, names("specimen"))) == 5_000


@pytest.mark.parametrize(("trial", "label", "person"), [
    ("1936", "ГОС. ОБВИНИТЕЛЬ", "vyshinsky"), ("1936", "ПРЕДСЕДАТЕЛЬ СУДА", "ulrich"), ("1936", "ПРЕДС.", "ulrich"),
    ("1936", "ПОДС. КАМЕНЕВ", "kamenev"), ("1937", "Член суда Рычков", "rychkov"),
    ("1938", "Защитник Коммодов", "kommodov"),
])
def test_offices_and_titles_of_the_stenograms(trial: str, label: str, person: str) -> None:
    found = only(find_labels(f"{LOREM}\n{label}: {LOREM}", names(trial)))
    assert [speaker.person for speaker in found.speakers] == [person]


@pytest.mark.parametrize("times", [0, 1, 2])
def test_capitals_that_are_rarely_a_label_make_none_with_a_stop(times: int) -> None:
    people = names("1938")
    page = [*[f"VYSHINSKY: {LOREM}."] * times, f"{LOREM}... VYSHINSKY. Alpha {LOREM}."]
    assert labels_of(page[-1], people, habits(page, people, stops=False)) == []
