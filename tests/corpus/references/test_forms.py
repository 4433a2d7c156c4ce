"""Every form in which a trial or another work is cited, and what is no citation."""

from __future__ import annotations

import pytest
from tiny import tiny_text, tiny_turn

from corpus.catalogue.catalogue import load
from corpus.model.notes import Note
from corpus.model.turns import Mark
from corpus.references.finding import find_references
from corpus.references.page_numbers import expand, read_pages
from corpus.references.reference import Reference

FILLER = "Lorem ipsum alpha beta gamma."


def refs(*texts: str, **fields: str) -> list[Reference]:
    """Give the references of a small document; a text that begins with # is a heading, with ^ a note."""
    turns = []
    for text in texts:
        if text.startswith("#"):
            turns.append(tiny_turn(text[1:].strip(), kind="heading", region="heading"))
        elif text.startswith("^"):
            turns.append(tiny_turn(text[1:].strip(), kind="note", region="footnote"))
        else:
            turns.append(tiny_turn(text, kind="narration", region="body", **fields))
    _, made = tiny_text("book", turns, kind="citing")
    return find_references(made, load("main"))


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("12", "12"), ("p. 12", "12"), ("p.12", "12"), ("pp. 12", "12"), ("12.", "12"), ("pp 240-1.", "240 241"),
        ("12-15", "12 13 14 15"), ("12–13", "12 13"), ("12 - 13", "12 13"), ("86-7", "86 87"), ("86-7.", "86 87"),
        ("108-9", "108 109"), ("592-3", "592 593"), ("199-201", "199 200 201"), ("1198-9", "1198 1199"),
        ("12, 15", "12 15"), ("12; 15; 18", "12 15 18"), ("40, 42, 47-8", "40 42 47 48"), ("p. 7 and p. 14", "7 14"),
        ("x, xii", "x xii"), ("pp. x, xii", "x xii"), ("xiv", "xiv"), ("99ff.", "99"), ("99 f.", "99"),
        ("309 et seq.", "309"), ("p. 309 et. seq", "309"), ("34 n.18", "34"), ("16 and n. 42", "16"),
        ("p. 13, note", "13"), ("246 col. 2", "246"), ("248 col. 1-2", "248"), ("p. 309, col. II", "309"),
        ("с. 52", "52"), ("стр. 12–14", "12 13 14"), ("С. 7", "7"), ("л.д. 53", "53"), ("12, 12", "12"),
    ],
)
def test_page_numbers(printed: str, labels: str) -> None:
    pages = read_pages(printed)
    assert pages is not None
    assert pages.labels == tuple(labels.split())


@pytest.mark.parametrize("text", ["", "p.", "alpha", "12 alpha", "civil", "mix", "12345", "p. alpha"])
def test_no_page_numbers(text: str) -> None:
    assert read_pages(text) is None


@pytest.mark.parametrize(("text", "labels"), [("90-12", ("90", "12")), ("1-900", ("1", "900"))])
def test_a_range_that_cannot_be_keeps_its_ends(text: str, labels: tuple[str, ...]) -> None:
    pages = read_pages(text)
    assert pages is not None
    assert pages.labels == labels


@pytest.mark.parametrize(
    ("cite", "edition", "pages"),
    [
        ("(1936 Trial 11)", "en-1936", "11"), ("(1936 Trial 21-22)", "en-1936", "21 22"),
        ("(1937 Trial p. 92)", "en-1937", "92"), ("(1937 Trial, p. 92)", "en-1937", "92"),
        ("(1937 Trial: 92)", "en-1937", "92"), ("(1937 Trial, 443)", "en-1937", "443"),
        ("(1937 Trial 86-7.)", "en-1937", "86 87"), ("(1937 Trial 555.)", "en-1937", "555"),
        ("(1938 Trial pp. 12, 14)", "en-1938", "12 14"), ("(1938 Trial 12; 14)", "en-1938", "12"),
        ("('38 Trial 5)", "en-1938", "5"), ("(see 1938 Trial 5)", "en-1938", "5"),
        ("(cf. 1938 Trial 5)", "en-1938", "5"),
        ("(First Moscow Trial, 12)", "en-1936", "12"), ("(Second Moscow Trial 12)", "en-1937", "12"),
        ("(Третий московский процесс, с. 12)", "ru-1938-book", "12"), ("(Процесс 1937, с. 89)", "ru-1937-book", "89"),
        ("(Case of the Anti-Soviet Trotskyite Centre, p. 9)", "en-1937", "9"),
        ("(Report of Court Proceedings in the Case of the Anti-Soviet Trotskyite Centre, 9)", "en-1937", "9"),
        ("(Судебный отчёт по делу антисоветского троцкистского центра, с. 41)", "ru-1937-book", "41"),
        ("(Судебный отчет по делу антисоветского «право-троцкистского блока», с. 52)", "ru-1938-book", "52"),
        ("(Судебный отчет 1938, с. 52)", "ru-1938-book", "52"), ("(Report 1938, 778)", "en-1938", "778"),
        ("(1938 Report, 778)", "en-1938", "778"), ("(Moscow Trial 1936: 56)", "en-1936", "56"),
        ("(the 1937 trial transcript, p. 404)", "en-1937", "404"), ("(The 1938 Trial at 402)", "en-1938", "402"),
        ("(1937 Trial pp. 86–7)", "en-1937", "86 87"), ("(1937 Trial, 38f.)", "en-1937", "38"),
    ],
)
def test_named_trials(cite: str, edition: str, pages: str) -> None:
    found = refs(f"{FILLER} {cite}")
    assert found[0].literal == cite
    assert (found[0].edition, found[0].pages) == (edition, tuple(pages.split()))
    assert found[0].kind == "trial"


@pytest.mark.parametrize(
    ("cite", "russian"),
    [
        ("(1937 Trial 32; Russian edition 27-28)", ("27", "28")), ("(1937 Trial 86-7/ Russian ed. 52)", ("52",)),
        ("(1937 Trial 87, Russian ed. 52)", ("52",)), ("(1937 Trial 87 / Russian ed., p. 52)", ("52",)),
    ],
)
def test_two_editions_of_one_citation(cite: str, russian: tuple[str, ...]) -> None:
    (found,) = refs(f"{FILLER} {cite}")
    assert [p.edition for p in found.places] == ["en-1937", "ru-1937-book"]
    assert found.places[1].pages == russian
    assert found.cites("ru-1937-book", russian[0])
    assert found.cites("en-1937", found.pages[-1])
    assert not found.cites("en-1936")


def test_a_newspaper_beside_the_report_is_a_reference_of_its_own() -> None:
    first, second = refs(f"{FILLER} (1936 Trial p. 41; Russian original: Pravda, August 20, 1936, 4)")
    assert (first.edition, first.pages) == ("en-1936", ("41",))
    assert (second.kind, second.work, second.pages) == ("periodical", "Pravda", ("4",))


def test_the_case_file_before_a_page_is_no_trial() -> None:
    file, trial = refs(f"“{FILLER}” (Vol. XXIX, pp. 93, 104.) (1936 Trial 17)")
    assert (file.kind, file.trial) == ("casefile", None)
    assert trial.pages == ("17",)


def test_bare_page_takes_the_trial_of_the_heading() -> None:
    (found,) = refs("# Second Moscow Trial", f"{FILLER} (76)")
    assert (found.trial, found.edition, found.pages) == ("1937", "en-1937", ("76",))
    assert found.because == Note("heading-names-it", heading="Second Moscow Trial")


def test_bare_page_takes_the_trial_of_the_citation_before_it() -> None:
    _, found = refs("# Alpha", f"{FILLER} (1937 Trial 88)", f"{FILLER} (89)")
    assert (found.trial, found.pages) == ("1937", ("89",))
    assert found.because
    assert found.because.fields["literal"] == "(1937 Trial 88)"


def test_bare_pages_after_another_work_are_not_of_a_trial() -> None:
    found = refs("# First Moscow Trial", f"{FILLER} (1936 Trial 11)", "# Beta", f"{FILLER} (Omicron 1980, 5)",
                 f"{FILLER} (7)")
    assert [r.trial for r in found] == ["1936", None, None]
    assert found[2].work == "Omicron 1980"


def test_bare_page_belongs_to_the_author_named_before_it() -> None:
    found = refs("# Alpha", f"{FILLER} (Omicron 1980, 5)", f"{FILLER} (1937 Trial 88)", "Omicron wrote:",
                 f"{FILLER} (7)")
    assert found[-1].work == "Omicron 1980"
    assert found[-1].because
    assert (found[-1].because.code, found[-1].because.fields["name"]) == ("named-before", "Omicron")


def test_bare_page_in_another_language_is_not_of_the_english_report() -> None:
    _, made = tiny_text("book", [
        tiny_turn(f"{FILLER} (1937 Trial 88)", kind="narration", region="body"),
        tiny_turn("Альфа бета гамма. (7)", kind="narration", region="quotation", lang="ru"),
    ], kind="citing")
    found = find_references(made, load("main"))
    assert found[1].trial is None


def test_several_bare_pages_are_one_citation() -> None:
    found = refs("# Third Moscow Trial", f"{FILLER} (48; 62; 63; 65)")
    assert [r.pages for r in found] == [("48", "62", "63", "65")]


def test_prose_names_pages_of_a_transcript() -> None:
    found = refs("On pp. 45-47 of the transcript of the Third Moscow Trial alpha is told of beta.")
    assert (found[0].trial, found[0].pages, found[0].style) == ("1938", ("45", "46", "47"), "prose")


def test_full_titles_in_notes() -> None:
    (found,) = refs("^ Cf. The Case of the Trotskyite-Zinovievite Terrorist Centre, Moscow 1936.")
    assert (found.trial, found.pages, found.style) == ("1936", (), "title")
    title = "Report of the Court Proceedings in the Case of the Anti-Soviet Trotskyite Centre"
    (found,) = refs(f"^ {title}, Moscow 1937, p. 9.")
    assert (found.edition, found.pages) == ("en-1937", ("9",))


def test_a_title_that_several_reports_have_is_told_by_the_full_one() -> None:
    _, found = refs("^ Report of Court Proceedings in the Case of the Anti-Soviet Trotskyite Centre. Moscow.",
                    "^ Report of Court Proceedings, p. 78.")
    assert (found.trial, found.pages) == ("1937", ("78",))
    assert found.because
    assert found.because.code == "title-given-in-full"


def test_a_title_that_several_reports_have_is_left_open_where_nothing_tells() -> None:
    (found,) = refs("^ Report of Court Proceedings, p. 78.")
    assert found.trial is None
    assert found.because


@pytest.mark.parametrize(
    ("text", "kind", "work", "issue"),
    [
        ("(CLT 592-3)", "hearing", "CLT", None), ("(RKEB 2 625-30)", "collection", "RKEB", None),
        ("(R-PP 160-161)", "collection", "R-PP", None), ("(Omicron 1980, 5)", "secondary", "Omicron 1980", None),
        ("(Izv TsK KPSS 8 (1989) 94)", "periodical", "Izvestiia TsK KPSS", "8/1989"),
        ("(Omicron, Alpha Ch. 44)", "secondary", "Omicron, Alpha", None),
        ("(Omicron & Sigma, 191)", "secondary", "Omicron & Sigma", None), ("(#4782, extant)", "archive", "TA", None),
        ("(Pravda, August 20, 1936, p. 4)", "periodical", "Pravda", None), ("(л.д. 52)", "secondary", "", None),
    ],
)
def test_other_works_are_recognised_and_are_no_trial(text: str, kind: str, work: str, issue: str | None) -> None:
    found = refs(f"{FILLER} {text}")
    assert [(r.kind, r.work, r.issue, r.trial) for r in found] == [(kind, work, issue, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Omicron, Alpha and Beta. London: Gamma, 1939, 101-104.", "“Alpha beta.” Gamma 13, No. 2 (1986), 293-308.",
        "Omicron: Alpha, London, Beta 1977, pp. 209 et seq.", "Gamma (Alphaville) No. 1 (1999), 246-256.",
        "Izv. TsK KPSS 8 (1989) 101; R-PP 198.",
    ],
)
def test_notes_cite_other_works(text: str) -> None:
    found = refs("^ " + text)
    assert found
    assert all(r.trial is None and r.pages for r in found)


@pytest.mark.parametrize(
    "text",
    [
        "Alpha (1929) beta.", "Alpha (March 1921) beta.", "Alpha (1926-2005), beta.", "Alpha (shot in April 1938).",
        "Alpha (2 appeals), beta.", "(1) Alpha; (2) beta and (3) gamma.", "Alpha (hereafter CahLT) beta.",
        "Alpha (articles 58-1, 58-8 of the Code). Beta.", "Alpha (see below). Beta.",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert [r for r in refs(text) if r.trial] == []
    assert not any(r.kind == "trial" for r in refs("# First Moscow Trial", text))


def test_the_specimen_cites_by_its_own_short_names() -> None:
    _, made = tiny_text("essay", [
        tiny_turn(f"“{FILLER}” (Inquiry 12-13/ Russian ed. 40)", kind="narration"),
        tiny_turn("The inquiry has 12 parts (Alpha).", kind="narration"),
        tiny_turn("An exchange stands in one book only (Russian ed. 35).", kind="narration"),
    ], kind="citing")
    first, second = find_references(made, load("specimen"))
    assert [(p.edition, p.pages) for p in first.places] == [("en-specimen", ("12", "13")), ("ru-specimen", ("40",))]
    assert [(p.edition, p.pages) for p in second.places] == [("ru-specimen", ("35",))]


def test_spans_and_json() -> None:
    (found,) = refs(f"{FILLER} (1936 Trial 41)")
    assert f"{FILLER} (1936 Trial 41)"[found.start : found.end] == found.literal
    data = found.to_json()
    assert (data["trial"], data["edition"], data["pages"], data["also"]) == ("1936", "en-1936", ["41"], [])


@pytest.mark.parametrize(("cite", "edition", "pages"), [
    ("(ibid., 72)", "en-1938", "72"), ("(Ibid., p. 73)", "en-1938", "73"), ("(Ibid.)", "en-1938", "71"),
    ("(ibidem, pp. 74-5)", "en-1938", "74 75"), ("(Там же, с. 52)", "en-1938", "52"),
    ("(там же. С. 54)", "en-1938", "54"),
])
def test_what_is_cited_just_before_is_cited_again(cite: str, edition: str, pages: str) -> None:
    first, again = refs(f"{FILLER} (1938 Trial 71) “{FILLER}” {cite}")
    assert (again.trial, again.edition, again.pages) == (first.trial, edition, tuple(pages.split()))
    assert again.because == Note("citation-before", literal="(1938 Trial 71)", line=None, ref="book/0001")


def test_notes_repeat_notes_and_the_text_the_text() -> None:
    found = refs(f"{FILLER} (1938 Trial 71)", "^ Miller, Alpha Beta, 1970, p. 4.", f"{FILLER} (ibid., 72)",
                 "^ Ibid., p. 5.", "^ Ibid.")
    assert [(r.trial, r.work if r.trial is None else "", r.pages[0]) for r in found[:4]] == [
        ("1938", "", "71"), (None, "Miller, Alpha Beta, 1970", "4"), ("1938", "", "72"),
        (None, "Miller, Alpha Beta, 1970", "5")]
    assert refs(f"{FILLER} (ibid., 72)")[0].trial is None


@pytest.mark.parametrize("cite", [
    "(Moscow Trials Anthology, 44)", "(Trial of the Major War Criminals, vol. 1, p. 33)", "(Miller 1937, 12)",
    "(Report 1937 of the Alpha Commission, 44)", "(Stalin's Trial, 12)", "(Trials 1938-1941, 12)",
])
def test_a_work_of_like_name_is_no_trial(cite: str) -> None:
    assert all(r.trial is None for r in refs(f"{FILLER} {cite}"))


def test_a_dated_entry_of_the_book_named_before_it() -> None:
    named = tiny_turn("In his book A Journey somebody tells it.", kind="narration", marks=(Mark("italic", 12, 21),))
    dated = tiny_turn("Tarnholm—January 16, 1912", kind="narration")
    other = tiny_turn("x", kind="narration")
    for turns, works in (([named, dated], ["A Journey"]), ([dated], []), ([other, dated], [])):
        _, made = tiny_text("book", turns, kind="citing")
        assert [r.work for r in find_references(made, load("main"))] == works


@pytest.mark.parametrize(("first", "last", "count"), [("12", "40", 29), ("98", "307", 210), ("12", "1200", 2)])
def test_a_range_stands_for_all_of_its_pages_unless_no_chapter_is_so_long(first: str, last: str, count: int) -> None:
    pages = expand(first, last)
    assert (len(pages), pages[0], pages[-1]) == (count, first, last)
