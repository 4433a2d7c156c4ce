"""Every form in which the program cites is read back: as a note, in brackets, with trial, edition and page."""

from __future__ import annotations

import pytest

from corpus.catalogue.catalogue import Catalogue, load
from corpus.citation.styles import cite
from corpus.ingest.unkept import turns_of_text
from corpus.model.turns import Page, TextInfo, Turn
from corpus.references.finding import find_references
from corpus.references.quotations import find_quotations
from corpus.references.reference import Reference
from corpus.references.works import TITLED, TrialNames

STYLES = ("chicago", "chicago-short", "chicago-18", "mla", "apa", "bluebook", "gost", "gost-repeated", "text")
QUOTED = "alpha beta gamma delta epsilon zeta eta theta"
NOTE = "The author writes “{quoted}” here.[^1] Another sentence follows.\n\n[^1]: {cited}\n"
BRACKET = "The author writes “{quoted}” ({cited}). Another sentence follows.\n"
CATALOGUES = {name: load(name) for name in ("main", "specimen")}
NAMES = {name: TrialNames(catalogue) for name, catalogue in CATALOGUES.items()}
EDITIONS = [
    (name, edition.id) for name, catalogue in CATALOGUES.items() for edition in catalogue.editions.values()
    if edition.record in TITLED and edition.lang in ("en", "ru") and len(edition.title.split()) > 2
]


def printed(catalogue: Catalogue, edition: str, style: str) -> str:
    """Give the citation of an invented turn of an edition on page 168; of the style “text” the line of the work."""
    entry = catalogue.edition(edition)
    sitting = catalogue.trial(entry.trial).sittings[1].id
    turn = Turn(f"{edition}/{sitting}/0001", edition, 1, "narration", "Filler.", entry.lang, sitting=sitting,
                page=Page("168", "printed", None, "168"), section="Examination of nobody")
    info = TextInfo(edition, "transcript", entry.lang, entry.title, entry.trial)
    plain = cite(turn, info, catalogue, style).plain
    return plain.split("\n")[-1] if style == "text" else plain


def read(text: str, catalogue: str) -> list[Reference | None]:
    """Give the citations of the quotations of a text."""
    turns = turns_of_text(text, CATALOGUES[catalogue])
    references = find_references(turns, CATALOGUES[catalogue], NAMES[catalogue])
    return [quotation.reference for quotation in find_quotations(turns, references)]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("catalogue", "edition"), EDITIONS)
def test_own_citations_are_read_back(catalogue: str, edition: str, style: str) -> None:
    known = CATALOGUES[catalogue]
    cited = printed(known, edition, style)
    last = cited.split("\n")[-1].strip("().")
    for form, literal in ((NOTE, cited), (BRACKET, cited), (BRACKET, last)):
        [reference] = read(form.format(quoted=QUOTED, cited=literal), catalogue)
        assert reference is not None, literal
        assert (reference.trial, reference.pages) == (known.edition(edition).trial, ("168",)), literal
        assert reference.edition is not None
        assert known.edition(reference.edition).lang == known.edition(edition).lang


@pytest.mark.parametrize(
    ("cited", "edition", "pages"),
    [
        ("*Anti-Soviet \"Bloc of Rights and Trotskyites,\"* 370", "en-1938", "370"),
        ("*Bloc of Rights and Trotskyites*, 370ff.", "en-1938", "370"),
        ("*Trotskyite-Zinovievite Centre*, 84 n3", "en-1936", "84"),
        ("*Anti-Soviet Trotskyite Centre*, 84n3", "en-1937", "84"),
        ("Bukharin trial, p. 370", "en-1938", "370"), ("RCP 1938, 370", "en-1938", "370"),
        ("People's Commissariat of Justice of the USSR, 1936: 12", "en-1936", "12"),
        ("Report of Court Proceedings (Moscow 1938), p. 370", "en-1938", "370"),
        ("*Report of Court Proceedings: The Case of the Trotskyite-Zinovievite Terrorist Centre* (Moscow: Any "
         "Publisher & Sons, 1936), pp. 86-7", "en-1936", "86 87"),
        ("*The Great Purge Trial* (New York: Grosset & Dunlap, 1965), 44", "en-1938-tucker-cohen", "44"),
        ("Судебный отчет по делу антисоветского «право-троцкистского блока». М.: Юриздат НКЮ Союза ССР, 1938. С. 52",
         "ru-1938-book", "52"),
    ],
)
@pytest.mark.parametrize("form", [NOTE, BRACKET])
def test_other_forms(form: str, cited: str, edition: str, pages: str) -> None:
    [reference] = read(form.format(quoted=QUOTED, cited=cited), "main")
    assert reference is not None
    assert (reference.edition, reference.pages) == (edition, tuple(pages.split()))


@pytest.mark.parametrize("behind", ["[1938 Trial 370].", "— *Report of Court Proceedings* (Moscow 1938), p. 370."])
def test_without_round_brackets(behind: str) -> None:
    [reference] = read(f"The author writes “{QUOTED}” {behind} More.", "main")
    assert reference is not None
    assert (reference.edition, reference.pages) == ("en-1938", ("370",))


@pytest.mark.parametrize(
    "text",
    [
        "In the 1936 Trial 16 men were accused of “{quoted}” by others.",
        "After the 1938 Trial, 21 of them were named in “{quoted}” again.",
        "The letter is in *Izvestiia TsK KPSS*, 8 (1989), 101. There: “{quoted}” (ibid., 53).",
        "It was printed in *Annals of Harbours* 12 (1951): 44. There: “{quoted}” (ibid., 53).",
    ],
)
def test_what_is_no_citation_of_a_trial(text: str) -> None:
    [reference] = read("First “" + QUOTED.upper() + "” (1936 Trial 12).\n\n" + text.format(quoted=QUOTED), "main")[1:]
    assert reference is None or reference.trial is None


def test_a_note_stands_before_a_bracket_of_the_next_sentence() -> None:
    text = f"He wrote “{QUOTED}.”[^1] The next is another matter (1936 Trial 68).\n\n[^1]: 1938 Trial 778.\n"
    [reference] = read(text, "main")
    assert reference is not None
    assert reference.literal == "1938 Trial 778"


def test_a_bracket_of_the_next_sentence_is_not_the_citation() -> None:
    assert read(f"He wrote “{QUOTED}.” The next is another matter (1936 Trial 68).\n", "main") == [None]


def test_quotations_in_notes_are_read() -> None:
    text = (f"Filler.[^1] More filler.[^2]\n\n[^1]: He said: “{QUOTED}” (1936 Trial 86).\n"
            f"[^2]: “{QUOTED.title()}.” *Case of the Anti-Soviet Trotskyite Centre*, 12.\n")
    assert [(r.edition, r.pages) for r in read(text, "main") if r] == [("en-1936", ("86",)), ("en-1937", ("12",))]


def test_two_block_quotations_in_a_row_are_two() -> None:
    text = f"Filler says:\n\n> One {QUOTED}.[^1]\n\n> Two {QUOTED}.[^2]\n\n[^1]: 1936 Trial 12.\n[^2]: 1938 Trial 13.\n"
    assert [r.literal for r in read(text, "main") if r] == ["1936 Trial 12", "1938 Trial 13"]


def test_a_list_of_quotations_without_blank_lines_is_as_many() -> None:
    text = f'"One {QUOTED}" (1936 Trial 12)\n"Two {QUOTED}" (1938 Trial 13)\n"Three {QUOTED}" (1937 Trial 14)\n'
    assert [r.literal for r in read(text, "main") if r] == ["(1936 Trial 12)", "(1938 Trial 13)", "(1937 Trial 14)"]


def test_a_trial_alone_in_brackets_is_cited_as_a_whole() -> None:
    [reference] = read(f"The author writes “{QUOTED}” (1938 Trial). More.", "main")
    assert reference is not None
    assert (reference.trial, reference.pages) == ("1938", ())


def test_the_first_note_of_a_short_text_is_a_note() -> None:
    text = f"# Filler\n\nOne “{QUOTED}”.[^1]\n\n[^1]: *Report of Court Proceedings* (Moscow, 1936), 168.\n"
    [reference] = read(text, "main")
    assert reference is not None
    assert reference.pages == ("168",)


@pytest.mark.parametrize("again", [
    "Report of Court Proceedings, *supra* note 1, at 402.", "*Supra* note 1, at 402.", "Supra n. 1, 402.",
    "See note 1 above, p. 402.", "Указ. соч. (прим. 1). С. 402.", "Id. at 402.", "Ibid., 402.", "Там же. С. 402.",
])
def test_what_goes_back_to_a_note_cites_its_work(again: str) -> None:
    text = (f"One “{QUOTED}”.[^1] Two “{QUOTED.title()}”.[^2]\n\n[^1]: 1938 Trial 380.\n[^2]: {again}\n")
    first, second = read(text, "main")
    assert first is not None
    assert second is not None
    assert (second.trial, second.pages, second.edition) == ("1938", ("402",), "en-1938")


@pytest.mark.parametrize(("again", "pages"), [
    ("Ibid.", ("380",)), ("Там же.", ("380",)), ("Ibid., evening session.", ()),
])
def test_a_note_without_a_page_has_that_of_the_one_before_it(again: str, pages: tuple[str, ...]) -> None:
    text = f"One “{QUOTED}”.[^1] Two “{QUOTED.title()}”.[^2]\n\n[^1]: 1938 Trial 380.\n[^2]: {again}\n"
    reference = read(text, "main")[1]
    assert reference is not None
    assert (reference.trial, reference.pages) == ("1938", pages)
