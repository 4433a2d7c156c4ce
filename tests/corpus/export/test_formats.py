"""What is exported is read back by independent readers: equal fields, whatever stands in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from exported import ABOUT, extract, hostile, invented, written
from lantern import BOOKS, CATALOGUE, READ_ON, turn

from corpus.citation.sequence import NOTE_STYLES
from corpus.citation.styles import cite
from corpus.citation.tex import tex
from corpus.errors import UnknownNameError, WrongUseError
from corpus.export.formats import FORMATS, whole
from corpus.export.passages import Extract
from corpus.export.tables import FORMULA_SIGNS
from corpus.model.turns import Mark, Page

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

def one_line(text: str | None) -> str:
    """Give the text as citations have it: what cannot be printed is gone, white space is one space."""
    kept = "".join(" " if c in "\x00\x1b\u2028\u0085" else c for c in text or "" if c not in "\u202e\ufffe")
    return " ".join(kept.split())


SETS = pytest.mark.parametrize("extracts", [invented(), hostile()], ids=["invented", "hostile"])


def texts_of(extracts: list[Extract]) -> list[list[Extract]]:
    """Give the passages by their works, which stand in the order in which they are first met."""
    held: dict[tuple[str, object], list[Extract]] = {}
    for one in extracts:
        held.setdefault((one.info.id, one.below), []).append(one)
    return list(held.values())


@SETS
def test_bibtex_is_read_by_two_parsers(extracts: list[Extract]) -> None:
    import bibtexparser
    from pybtex.database import parse_string

    text = written("bibtex", extracts).decode()
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    works = texts_of(extracts)
    assert len(library.entries) == len(works)
    second = parse_string(text, "bibtex").entries
    for made, sources in zip(library.entries, works, strict=True):
        fields = {name: field.value for name, field in made.fields_dict.items()}
        entry, first = second[made.key], sources[0]
        assert fields["title"] == f"{{{tex(one_line(entry_title(first)))}}}"
        assert entry.fields["title"] == fields["title"]
        for source in sources:
            assert tex(one_line(source.quoted)) in fields["annote"] or "{" in source.quoted
            page = source.page
            if page.label and page.basis in ("printed", "sequence"):
                assert re.search(rf"\bpp?\. {page.label}\b", fields["annote"])
            assert f"https://trials.example{source.turn.permalink}" in fields["annote"].replace(r"\_", "_")
        assert "pages" not in fields
        assert fields["url"].startswith("https://")


def entry_title(source: Extract) -> str:
    edition = CATALOGUE.editions.get(source.info.id)
    return edition.title if edition else source.info.title


@SETS
def test_ris_is_read_by_rispy(extracts: list[Extract]) -> None:
    import rispy

    text = written("ris", extracts).decode()
    records, works = rispy.loads(text), texts_of(extracts)
    assert len(records) == len(works)
    for record, sources in zip(records, works, strict=True):
        source = sources[0]
        assert record["type_of_reference"] in {"BOOK", "ELEC", "MANSCPT", "UNPB"}
        assert record["title"] == one_line(entry_title(source))
        assert record["custom1"].split() == [ABOUT.link(one) for one in sources]
        assert "query: lamp" in record["custom2"] and "state: gen-000001" in record["custom2"]
        assert one_line(record["custom3"]) == one_line(source.rights)
        for one, note in zip(sources, record["notes"], strict=True):
            assert one_line(one.quoted) in one_line(note)
            pages = f"{one.page.label}–{one.page.end}" if one.page.end else str(one.page.label)
            assert (f". {pages}" in note) == (one.page.basis in ("printed", "sequence"))
        assert "start_page" not in record


@SETS
def test_csl_json_has_an_item_for_each_work(extracts: list[Extract]) -> None:
    items, works = json.loads(written("csl-json", extracts)), texts_of(extracts)
    assert [item["id"] for item in items] == [sources[0].info.id for sources in works]
    for item, sources in zip(items, works, strict=True):
        assert item["type"] in {"book", "manuscript", "webpage", "document"}
        assert item["title"] == one_line(entry_title(sources[0]))
        assert item["custom"]["made"] == READ_ON.isoformat()
        assert item["custom"]["rights"] == sources[0].rights
        assert all(one_line(source.quoted) in item["note"] for source in sources)
        assert [one["address"] for one in item["custom"]["citationItems"]] == [ABOUT.link(one) for one in sources]
        assert "page" not in item


@SETS
def test_tables_are_exact_and_safe(extracts: list[Extract]) -> None:
    exact = list(csv.DictReader(io.StringIO(written("csv", extracts).decode(), newline="")))
    assert [row["text"] for row in exact] == [source.turn.text for source in extracts]
    assert [row["note"] for row in exact] == [source.note for source in extracts]
    assert {row["query"] for row in exact} == {ABOUT.query}
    text = written("csv-safe", extracts).decode()
    assert text.startswith("\ufeff")
    safe = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert len(safe) == len(exact) + 1
    for row in safe:
        assert not [cell for cell in row if cell and cell[0] in FORMULA_SIGNS]
    at = safe[0].index("text")
    assert [row[at].removeprefix("'") for row in safe[1:]] == [s.turn.text.removeprefix("'") for s in extracts]


@SETS
@pytest.mark.parametrize("form", ["csv", "csv-safe"])
def test_an_estimated_page_has_a_cell_of_its_own(extracts: list[Extract], form: str) -> None:
    text = written(form, extracts).decode().removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, source in zip(rows, extracts, strict=True):
        guess = source.page.basis == "estimated"
        label = source.page.label or ""
        assert (row["page"], row["page_estimated"]) == (("", label) if guess else (label, ""))
        assert row["page_basis"] == source.page.basis and not (guess and row["page_end"])
        assert row["trial"] == (source.fields.get("trial") or "")


@SETS
def test_lines_are_exact(extracts: list[Extract]) -> None:
    rows = [json.loads(line) for line in written("jsonl", extracts).decode().split("\n")[:-1]]
    assert [row["text"] for row in rows] == [source.turn.text for source in extracts]
    assert all(row["export"]["state"] == ABOUT.state and row["rights"] for row in rows)
    assert all(row["link"] == ABOUT.link(source) and row["link"].startswith("https://trials.example/")
               for row, source in zip(rows, extracts, strict=True))


def xml_text(text: str) -> str:
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def spoken(element: ET.Element) -> str:
    """Give the words of an element, with its line breaks as such."""
    out = element.text or ""
    for child in element:
        out += "\n" if child.tag == f"{TEI}lb" else "" if child.tag == f"{TEI}pb" else spoken(child)
        out += child.tail or ""
    return out


@SETS
@pytest.mark.parametrize("style", NOTE_STYLES)
def test_quotations_in_tei(extracts: list[Extract], style: str) -> None:
    root = ET.fromstring(written("tei", extracts, style))  # noqa: S314
    found = root.findall(f".//{TEI}cit")
    assert len(found) == len(extracts)
    for cit, source in zip(found, extracts, strict=True):
        said = "\n".join(spoken(p) for p in cit.findall(f".//{TEI}p"))
        assert said.split() == xml_text(source.quoted).split()
        ref = cit.find(f"{TEI}bibl/{TEI}ref")
        assert ref is not None and ref.text == source.turn.ref
        assert ref.get("target") == f"https://trials.example{source.turn.permalink}"
    check_names(root)


def check_names(root: ET.Element) -> None:
    """Every name is given once, and every pointer within the file has its target."""
    names = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert len(names) == len(set(names))
    pointers = [value for element in root.iter() for key in ("who", "prev") for value in [element.get(key)] if value]
    assert {pointer[1:] for pointer in pointers} <= set(names)


def test_whole_texts_in_tei() -> None:
    marks = (Mark("page", 6, 6, "12"), Mark("italic", 0, 5), Mark("narration", 3, 9), Mark("note", 4, 4, "*"))
    rows = [
        turn("en-lantern", Page("11", "printed"), kind="heading", text="Examination of Oslan", section="A",
             speaker=None, label=None),
        turn("en-lantern", Page("11", "printed", end="12"), text="Lorem ipsum\ndolor", marks=marks, section="A"),
        turn("en-lantern", Page("12", "printed"), kind="direction", text="(Stir.)", speaker=None, label=None,
             section="A"),
        turn("en-lantern", Page("13", "estimated", margin=1.0), kind="narration", text="One\nTwo", speaker=None,
             label=None, section="B"),
        turn("en-lantern", Page("13", "estimated"), kind="heading", text="B", speaker=None, label=None, section="B"),
        turn("en-lantern", Page("13", "sequence"), kind="note", text="Note.", speaker=None, label=None, section="B",
             sitting=None),
    ]
    numbered = [replace(one, ref=f"en-lantern/x/{n:04d}", ordinal=n) for n, one in enumerate(rows, 1)]
    held = [extract(one, BOOKS["en-lantern"]) for one in numbered]
    root = ET.fromstring(b"".join(whole("tei", [(BOOKS["en-lantern"], held)], ABOUT, CATALOGUE, "chicago")))  # noqa: S314
    body = root.find(f".//{TEI}body")
    assert body is not None
    check_names(root)
    speech = body.find(f".//{TEI}sp")
    assert speech is not None
    assert (speech.get("who"), speech.findtext(f"{TEI}speaker")) == ("#p.en-lantern.oslan", "Oslan")
    assert [spoken(p).replace("*", "") for p in speech.findall(f"{TEI}p")] == ["Lorem ipsum", "dolor"]
    assert [pb.get("n") for pb in body.iter(f"{TEI}pb")] == ["11", "12", "[13]", "13"]
    faces = [(hi.get("rend"), hi.text) for hi in body.iter(f"{TEI}hi")]
    assert faces == [("italic", "Lor"), ("italic", "e"), ("italic", "m")]
    assert "".join(seg.text or spoken(seg) for seg in body.iter(f"{TEI}seg")) == "em ips"
    both = b"".join(whole("tei", [(BOOKS["en-lantern"], held), (BOOKS["letter"], [])], ABOUT, CATALOGUE, "chicago"))
    corpus = ET.fromstring(both)  # noqa: S314
    assert corpus.tag == f"{TEI}teiCorpus" and len(corpus.findall(f"{TEI}TEI")) == 2
    check_names(corpus)


@SETS
@pytest.mark.parametrize("style", NOTE_STYLES)
def test_a_word_document_holds_a_note_for_each_passage(extracts: list[Extract], style: str, tmp_path: Any) -> None:
    import docx
    from docx2python import docx2python

    place = tmp_path / "passages.docx"
    place.write_bytes(written("docx", extracts, style))
    paragraphs = docx.Document(str(place)).paragraphs
    quoted = [p.text for p in paragraphs if p.style is not None and p.style.name == "Quote"]
    assert len(quoted) == len(extracts)
    for text, source in zip(quoted, extracts, strict=True):
        assert xml_text(source.quoted).split() == text.split()[-len(xml_text(source.quoted).split()):]
    with docx2python(place) as second:
        notes = ["".join(row) for table in second.footnotes for cell in table for row in cell]
    assert sum("footnote" in note for note in notes) == len(extracts)
    if extracts[0].turn.text_id != "essay":
        first = cite(extracts[0].turn, extracts[0].info, CATALOGUE, style, base_url=ABOUT.base_url, accessed=READ_ON)
        assert first.plain.split("\n")[-1] in "".join(notes)


def test_word_documents_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.export.word.MAX_PASSAGES", 2)
    with pytest.raises(WrongUseError):
        written("docx", invented())


def test_a_claim_makes_a_table_of_sources() -> None:
    import docx

    first, second = invented()[:2]
    rows = [replace(first, judgement="confirms", note="see p. 2"), replace(second, judgement="contradicts")]
    about = replace(ABOUT, claim="Лампа горела", lang="ru")
    document = docx.Document(io.BytesIO(written("docx", rows, "gost", about)))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["№", "Место", "Оценка", "Заметка"]
    assert [row[2:] for row in cells[1:]] == [["подтверждает", "see p. 2"], ["противоречит", ""]]
    assert "утреннее заседание" in cells[1][1]
    said = "\n".join(p.text for p in document.paragraphs)
    assert "Утверждение: Лампа горела" in said and "gone/1" in said and "Права" in said


@pytest.mark.parametrize("claim", ["", "The lamp burned"])
def test_a_title_and_an_introduction_of_the_readers_own(claim: str) -> None:
    import docx

    about = replace(ABOUT, title="Of “lamps” & <boards>", introduction="First.\n\nSecond: \x00a.\u2028b", claim=claim)
    document = docx.Document(io.BytesIO(written("docx", invented(), about=about)))
    said = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None]
    assert said[0] == ("Title", about.title) and document.core_properties.title == about.title
    own = [text for style, text in said if style == "Normal"]
    assert own[own.index("First."):][:3] == ["First.", "Second: a.", "b"]
    quoted = next(at for at, (style, _) in enumerate(said) if style == "Quote")
    assert [text for _, text in said].index("First.") < quoted
    assert any(text == f"Claim: {claim}" for _, text in said) == bool(claim)
    words = written("text", invented(), about=about).decode()
    assert words.startswith(f"{about.title}\n") and words.index("First.") < words.index("1. ")


def test_without_a_title_the_claim_or_the_query_stands_for_it() -> None:
    import docx

    def title(**told: str) -> str:
        made = written("docx", invented(), about=replace(ABOUT, **{"claim": "", "query": "", **told}))
        return docx.Document(io.BytesIO(made)).paragraphs[0].text

    assert [title(claim="A claim", query="lamp"), title(query="lamp"), title()] == ["A claim", "lamp", "Passages"]


def test_passages_left_out_are_marked_and_pages_are_those_of_the_words() -> None:
    one = extract(turn("en-lantern", Page("36", "printed", end="38"), text="Alpha beta.\nGamma.\nDelta."),
                  BOOKS["en-lantern"], spans=((0, 12), (19, 25)), matches=((0, 5),))
    assert one.quoted == "Alpha beta.\n […] Delta."
    narrowed = replace(one, page=Page("38", "printed"))
    assert "P. 38" in written("text", [narrowed], "gost").decode()


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownNameError):
        written("papyrus", [])
    with pytest.raises(UnknownNameError):
        written("tei", invented(), "ris")


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"tmx"}))
def test_nothing_makes_a_file_too(form: str) -> None:
    assert written(form, []) or form in {"jsonl", "ris"}
