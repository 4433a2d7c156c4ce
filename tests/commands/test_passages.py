"""``trials show``, ``cite``, ``pairs`` and ``export``."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command import trials

from corpus.citation.styles import STYLES
from corpus.export.formats import FORMATS

EXPORT_FIELDS = {
    "ref", "lang", "ordinal", "kind", "sitting", "section", "speaker", "label", "role", "page", "text", "source",
}


def test_show_with_counterpart_and_context(specimen: Path, ref: str) -> None:
    answer = trials("show", ref, "--with", "ru", "--context", "2", home=specimen)
    assert answer.code == 0
    refs = [line.split()[0 if line[0] not in "=>" else 1] for line in answer.out.splitlines() if "/" in line[:40]]
    sitting, _, number = ref.rpartition("/")
    assert refs[:5] == [f"{sitting}/{int(number) + step:04d}" for step in (-2, -1, 0, 1, 2)]
    assert refs[5].startswith("ru-specimen/")
    assert f"> {ref}" in answer.out


def test_show_as_json(specimen: Path, ref: str) -> None:
    data = trials("show", ref, "--context", "1", "--json", home=specimen).data
    assert data["ref"] == ref
    assert [len(data[name]) for name in ("before", "after", "counterparts")] == [1, 1, 1]
    assert data["counterparts"][0]["lang"] == "ru"


def test_show_says_that_there_is_a_counterpart(specimen: Path, ref: str) -> None:
    assert "--with ru" in trials("show", ref, home=specimen).err


def test_show_takes_a_permanent_link(specimen: Path, ref: str) -> None:
    link = trials("show", ref, "--json", home=specimen).data["link"]
    for given in (link, f"/ru{link}", f"/{ref}?h=00000000"):
        answer = trials("show", given, "--json", home=specimen)
        assert answer.data["ref"] == ref
        assert ("has changed" in answer.err) == given.endswith("00000000")


def test_without_counterpart(specimen: Path, ref: str) -> None:
    answer = trials("show", ref, "--with", "de", home=specimen)
    assert answer.code == 0
    assert "no counterpart in 'de' is held" in answer.err


@pytest.mark.parametrize("command", ["show", "cite"])
def test_unknown_reference(specimen: Path, command: str) -> None:
    answer = trials(command, "en-specimen/1911-05-04-morning/9999", home=specimen)
    assert answer.code == 3
    assert "9999" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("style", STYLES)
def test_every_style(specimen: Path, style: str, ref: str) -> None:
    answer = trials("cite", ref, "--style", style, home=specimen)
    assert answer.code == 0
    assert ("Northern Lamp" in answer.out) == (style not in {"gost-same", "gost-repeated"})
    if style == "csl-json":
        json.loads(answer.out)


def test_cite_as_json_and_with_an_address(specimen: Path, ref: str) -> None:
    answer = trials("cite", ref, "--style", "bibtex", "--base-url", "https://example.org", "--json", home=specimen)
    assert answer.data["ref"] == ref
    assert answer.data["style"] == "bibtex"
    assert f"https://example.org/{ref}?h=" in answer.data["citation"]


def test_unknown_style(specimen: Path, ref: str) -> None:
    answer = trials("cite", ref, "--style", "vancouver", home=specimen)
    assert answer.code == 2
    assert "chicago" in answer.err


def test_pairs(specimen: Path) -> None:
    rows = trials("pairs", "--json", home=specimen).lines
    assert len(rows) > 100
    for row in rows:
        assert {"left", "right", "lang", "kind", "confidence", "status", "mark", "why"} <= set(row)
        assert set(row["left"]) == set(row["right"]) == {"ref", "text"}
        assert row["lang"] == ["ru", "en"]
        assert row["left"]["ref"].startswith(("ru-specimen/", "essay/"))
        assert 0 <= row["confidence"] <= 1
        assert row["mark"] in "●◐○"
    plain = trials("pairs", home=specimen)
    assert plain.code == 0
    assert f"{rows[0]['left']['ref']} = {rows[0]['right']['ref']}" in plain.out


def test_export_has_the_documented_fields(specimen: Path) -> None:
    rows = trials("export", home=specimen).lines
    assert {row.get("edition") or row.get("document") for row in rows} >= {
        "en-specimen", "ru-specimen", "essay", "letter-ru",
    }
    for row in rows:
        assert row.keys() >= EXPORT_FIELDS
        assert ("edition" in row) != ("document" in row)
        assert row["source"]["file"]


def test_export_offsets_point_into_the_file(specimen: Path) -> None:
    rows = trials("export", "--document", "letter-ru", "--edition", "ru-specimen", home=specimen).lines
    files: dict[str, str] = {}
    for row in rows:
        source = row["source"]
        name = source["file"]
        raw = files.setdefault(name, (specimen / "sources" / name).read_bytes().decode("utf-8"))
        stretch = raw[source["start"] : source["end"]]
        assert row["text"].split()[0].replace("\u00ad", "") in html.unescape(stretch).replace("\u00ad", "")
        line = raw[: source["start"]].count("\n") + 1
        assert source["line_start"] <= line <= source["line_end"]
        if row["document" if "document" in row else "edition"] == "letter-ru":
            assert " ".join(row["text"].split()) in " ".join(stretch.replace("*", "").split())


def test_export_of_a_query(specimen: Path) -> None:
    rows = trials("export", "--query", "light", "--edition", "en-specimen", home=specimen).lines
    found = trials("search", "light", "--edition", "en-specimen", "--limit", "500", "--json", home=specimen).data
    assert {row["ref"] for row in rows} == {hit["ref"] for hit in found["hits"]}
    assert len({row["ref"] for row in rows}) == len(rows)


def test_export_as_csv(specimen: Path) -> None:
    answer = trials("export", "--format", "csv", home=specimen)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    exported = trials("export", home=specimen).lines
    assert [row["text"] for row in rows] == [row["text"] for row in exported]


def test_export_of_an_unknown_text(specimen: Path) -> None:
    assert trials("export", "--edition", "en-1700", home=specimen).code == 3
    assert trials("export", "--format", "papyrus", home=specimen).code == 2


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--sentences",)], ids=["turns", "sentences"])
def test_a_translation_memory_reads_as_one(specimen: Path, options: tuple[str, ...]) -> None:
    answer = trials("export", "--format", "tmx", *options, home=specimen)
    assert answer.code == 0
    units = ElementTree.fromstring(answer.out).findall("body/tu")  # noqa: S314 -- what we have just written
    assert len(units) > 300
    for unit in units:
        langs = [tuv.get("{http://www.w3.org/XML/1998/namespace}lang") for tuv in unit.findall("tuv")]
        assert langs == ["ru", "en"]
        assert all(tuv.findtext("seg") for tuv in unit.findall("tuv"))


def test_a_translation_memory_of_what_is_found(specimen: Path) -> None:
    root = ElementTree.fromstring(  # noqa: S314 -- what we have just written
        trials("export", "--format", "tmx", "--query", "light", "--edition", "en-specimen", home=specimen).out)
    said = {prop.get("type"): prop.text for prop in root.findall("header/prop")}
    assert said["x-query"] == "light" and said["x-made"] and said["x-state"].startswith("gen-")
    rows = trials("export", "--query", "light", "--edition", "en-specimen", home=specimen).lines
    found = {row["ref"] for row in rows}
    units = [{prop.get("type"): prop.text for prop in unit.findall("prop")} for unit in root.findall("body/tu")]
    assert units
    for unit in units:
        assert found & {*unit["x-left"].split(), *unit["x-right"].split()}


@pytest.mark.parametrize(("style", "record"), [
    ("ris", r"^TY  - BOOK"), ("bibtex", r"^@book\{"), ("csl-json", r'"type": "book"'),
])
def test_passages_of_one_work_are_one_record(specimen: Path, style: str, record: str) -> None:
    found = trials("search", "light", "--edition", "en-specimen", "--limit", "3", "--json", home=specimen).data["hits"]
    refs = list(dict.fromkeys(hit["ref"] for hit in found))
    assert len(refs) > 1
    for command in (("cite", *refs, "--style", style), ("export", "--query", "light", "--edition", "en-specimen",
                                                         "--format", style)):
        answer = trials(*command, home=specimen)
        assert answer.code == 0
        assert len(re.findall(record, answer.out, re.MULTILINE)) == 1
    pages = [hit["page"]["label"] for hit in found if hit["page"]["basis"] in ("printed", "sequence")]
    made = trials("cite", *refs, "--style", style, home=specimen).out
    assert all(re.search(rf"\bpp?\. {re.escape(page)}\b", made) for page in pages)
    assert not re.search(r"^SP  - |^  pages = |number-of-pages", made, re.MULTILINE)


def test_doubtful_pairs_come_only_when_asked_for(specimen: Path) -> None:
    usual = trials("export", "--format", "tmx", home=specimen)
    every = trials("export", "--format", "tmx", "--least", "0", home=specimen)
    sure = [float(one) for one in re.findall(r'x-confidence">([0-9.]+)<', every.out)]
    assert usual.out.count("<tu ") == sum(one >= 0.5 for one in sure) < len(sure) == every.out.count("<tu ")
    assert "left out" in usual.err and "--least 0" in usual.err and "left out" not in every.err
    assert trials("export", "--format", "tmx", "--least", "2", home=specimen).code == 2


def test_notes_follow_each_other(specimen: Path, ref: str) -> None:
    other = trials("export", "--document", "letter-ru", home=specimen).lines[0]["ref"]
    answer = trials("cite", ref, ref, other, ref, "--style", "gost", "--json", home=specimen)
    said = [row["citation"] for row in answer.data]
    assert [text.startswith("Ibid.") for text in said] == [False, True, False, False]
    assert "Tarnholm" in said[0] and "Tarnholm" not in said[3]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_query_day_state_and_rights(specimen: Path, form: str) -> None:
    answer = trials("export", "--format", form, "--query", "light", home=specimen)
    assert answer.code == 0
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(answer.raw)) as package:
            said = package.read("word/document.xml").decode()
    else:
        said = answer.raw.decode()
    assert "light" in said
    assert "gen-0" in said
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", said)
    assert "MIT" in said



def test_show_passages_like_it(specimen: Path, ref: str) -> None:
    answer = trials("show", ref, "--like", home=specimen)
    data = trials("show", ref, "--like", "--json", home=specimen).data["like"]
    assert data["words"]
    assert data["hits"]
    assert ref not in {hit["ref"] for hit in data["hits"]}
    assert all(f"~ {hit['ref']}" in answer.out for hit in data["hits"])
    assert ", ".join(data["words"]) in answer.err
