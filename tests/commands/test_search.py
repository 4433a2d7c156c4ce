"""``trials search``: what it prints, in every form, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from command import ended, process, trials

PHRASE = '"the light was out for at least twenty minutes"'

RESULT_FIELDS = {"query", "reading", "hits_total", "passages_total", "searched", "hits"}
HIT_FIELDS = {
    "ref", "trial", "lang", "kind", "sitting", "section", "speaker", "label", "role", "page", "text", "matches",
    "source",
}


def test_a_phrase_with_speaker_page_and_marks(specimen: Path, example: dict[str, Any]) -> None:
    answer = trials("search", PHRASE, "--edition", "en-specimen", home=specimen)
    assert answer.code == 0
    assert example["speaker"] == "a-korvin"
    page = example["page"]["label"]
    assert f"{example['ref']}  a-korvin (defendant) · 1911-05-04-morning · p. {page}" in answer.out
    assert "»the light was out for at least twenty minutes«" in answer.out
    assert "exactly" in answer.err
    assert "searched: en-specimen" in answer.err


def test_json_has_the_documented_fields(specimen: Path) -> None:
    data = trials("search", "light", "--json", home=specimen).data
    assert data.keys() >= RESULT_FIELDS
    assert set(data["searched"]) == {"editions", "documents"}
    assert data["searched"]["editions"][:2] == ["en-specimen", "ru-specimen"]
    assert data["hits_total"] >= data["passages_total"] >= len(data["hits"]) > 0
    for hit in data["hits"]:
        assert hit.keys() >= HIT_FIELDS
        assert ("edition" in hit) != ("document" in hit)
        assert hit["page"].keys() >= {"label", "basis", "margin"}
        assert hit["source"]["file"]
        for start, end in hit["matches"]:
            assert hit["text"][start:end].casefold().startswith("li")


def test_matches_count_code_points(specimen: Path) -> None:
    data = trials("search", "маяк", "--json", "--edition", "ru-specimen", home=specimen).data
    assert data["hits"]
    for hit in data["hits"]:
        assert all(hit["text"][start:end].casefold().startswith("маяк") for start, end in hit["matches"])


def test_several_words_need_no_quotation_marks(specimen: Path) -> None:
    one = trials("search", "outer light", "--json", home=specimen).data
    two = trials("search", "outer", "light", "--json", home=specimen).data
    assert one["hits_total"] == two["hits_total"] > 0


def test_nothing_found_says_what_was_searched(specimen: Path) -> None:
    answer = trials("search", "zyxomma", home=specimen)
    assert answer.code == 0
    assert answer.out == ""
    searched = answer.err.partition("searched: ")[2].splitlines()[0].split(", ")
    assert {"en-specimen", "ru-specimen", "essay", "letter-ru"} <= set(searched)
    assert "nowhere in these texts: zyxomma" in answer.err


def test_an_impossible_filter_names_the_possible_values(specimen: Path) -> None:
    answer = trials("search", "light", "--role", "juggler", home=specimen)
    assert answer.code == 0
    assert "not with --role juggler; there are passages with:" in answer.err
    assert "prosecutor (" in answer.err


@pytest.mark.parametrize("spelling", ["orsetsky", "Orsetsky", "Орсецкий", "Orsetskij", "ОРСЕЦКИЙ"])
def test_a_speaker_in_either_alphabet(specimen: Path, spelling: str) -> None:
    data = trials("search", "light", "--speaker", spelling, "--json", home=specimen).data
    assert {hit["speaker"] for hit in data["hits"]} == {"orsetsky"}


def test_namesakes_are_all_meant(specimen: Path) -> None:
    data = trials("search", "the", "--speaker", "Корвин", "--lang", "en", "--limit", "500", "--json",
                  home=specimen).data
    assert {hit["speaker"] for hit in data["hits"]} == {"a-korvin", "p-korvin"}


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--speaker", "Orsetzkow"], "orsetsky"),
        (["--edition", "en-specimne"], "en-specimen"),
        (["--document", "esay"], "essay"),
        (["--trial", "specimin"], "specimen"),
    ],
)
def test_unknown_names_bring_suggestions(specimen: Path, options: list[str], named: str) -> None:
    answer = trials("search", "light", *options, home=specimen)
    assert answer.code == 3
    assert "Did you mean" in answer.err
    assert named in answer.err
    assert answer.out == ""


@pytest.mark.parametrize("typed", ["lanterms", "Lanterms", "LANTERMS", "light Lanterms"])
def test_a_word_that_is_not_there_brings_the_nearest_that_are(specimen: Path, typed: str) -> None:
    answer = trials("search", typed, home=specimen)
    line = next(line for line in answer.err.splitlines() if "did you mean" in line)
    named = line.partition("did you mean: ")[2].rstrip("?").split(", ")
    assert named[0] == "lanterns"
    assert trials("search", typed, "--json", home=specimen).data["suggestions"] == {"lanterms": named}


def test_a_speaker_whom_nobody_is_called_brings_who_is_meant(specimen: Path) -> None:
    answer = trials("search", "light speaker:Орсецкый", home=specimen)
    assert "nothing here has speaker:орсецкый; did you mean: orsetsky?" in answer.err
    found = trials("search", "light speaker:Орсецкый", "--json", home=specimen).data
    assert found["there"] == {"speaker:орсецкый": ["orsetsky"]}


def test_a_word_like_no_other_brings_no_suggestion(specimen: Path) -> None:
    assert "did you mean" not in trials("search", "zzyzxq", home=specimen).err


@pytest.mark.parametrize(("query", "options", "missing", "there"), [
    ("light role:judge", [], "role:judge", "defendant"),
    ("light", ["--role", "judge"], "role:judge", "defendant"),
    ("light lang:klingon", [], "lang:klingon", "en"),
    ("light edition:enspecimen", [], "edition:enspecimen", "en-specimen"),
])
def test_a_value_that_is_not_there_is_named_with_those_that_are(
    specimen: Path, query: str, options: list[str], missing: str, there: str
) -> None:
    answer = trials("search", query, *options, home=specimen)
    assert answer.code == 0
    line = next(line for line in answer.err.splitlines() if missing in line and "there are" in line)
    assert there in line.partition("there are: ")[2].split(", ")
    data = trials("search", query, *options, "--json", home=specimen).data
    assert missing in data["missing"]
    assert there in data["there"][missing]


def test_filters_narrow(specimen: Path, example: dict[str, Any]) -> None:
    everything = trials("search", "light", "--limit", "500", "--json", home=specimen).data
    for name, value in (
        ("trial", "specimen"), ("lang", "en"), ("kind", "citing"), ("role", "defendant"),
        ("page", example["page"]["label"]), ("document", "essay"), ("sitting", "1911-05-04-morning"),
    ):
        data = trials("search", "light", f"--{name}", value, "--limit", "500", "--json", home=specimen).data
        assert 0 < data["hits_total"] <= everything["hits_total"]
        refs = {hit["ref"] for hit in everything["hits"]}
        assert {hit["ref"] for hit in data["hits"]} <= refs


def test_a_day_means_its_sittings(specimen: Path) -> None:
    by_day = trials("search", "light", "--sitting", "1911-05-04", "--json", home=specimen).data
    by_name = trials("search", "light", "--sitting", "1911-05-04-morning", "--json", home=specimen).data
    assert by_day["hits_total"] == by_name["hits_total"] > 0


def test_csv_reads_back(specimen: Path) -> None:
    answer = trials("search", "light", "--csv", "--limit", "500", home=specimen)
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    hits = trials("search", "light", "--json", "--limit", "500", home=specimen).data["hits"]
    assert [row["ref"] for row in rows] == [hit["ref"] for hit in hits]
    assert [row["text"] for row in rows] == [hit["text"] for hit in hits]
    assert rows[0]["matches"] == " ".join(f"{a}-{b}" for a, b in hits[0]["matches"])
    guesses = {row["ref"] for row in rows if row["page_estimated"]}
    assert guesses == {hit["ref"] for hit in hits if hit["page"]["basis"] == "estimated"}
    assert all(not row["page"] for row in rows if row["page_estimated"])


def test_lines_of_a_concordance(specimen: Path) -> None:
    answer = trials("search", "light", "--view", "kwic", "--edition", "en-specimen", "--limit", "500", home=specimen)
    data = trials("search", "light", "--edition", "en-specimen", "--json", home=specimen).data
    assert len(answer.out.splitlines()) == data["hits_total"]
    as_json = trials("search", "light", "--view", "kwic", "--edition", "en-specimen", "--json", home=specimen).data
    assert as_json.keys() >= RESULT_FIELDS
    assert all(line["node"].casefold().startswith("li") for line in as_json["lines"])
    as_csv = trials("search", "light", "--view", "kwic", "--edition", "en-specimen", "--csv", home=specimen)
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert [row["ref"] for row in rows] == [line["ref"] for line in as_json["lines"]]
    for row, line in zip(rows, as_json["lines"], strict=True):
        label, guess = line["page"] or "", line["page_basis"] == "estimated"
        assert (row["page"], row["page_estimated"]) == (("", label) if guess else (label, ""))
    assert {row["trial"] for row in rows} == {"specimen"}


def test_limit_zero_still_counts(specimen: Path) -> None:
    data = trials("search", "light", "--limit", "0", "--json", home=specimen).data
    assert data["hits"] == []
    assert data["hits_total"] > 0


def test_one_query_a_line(specimen: Path) -> None:
    lines = ["light", "...", PHRASE, "", "маяк", "x" * 10_000, "light"]
    answer = trials("search", "-", home=specimen, stdin="\n".join(lines).encode())
    assert answer.code == 0
    assert [row["query"] for row in answer.lines] == lines
    assert ["error" in row for row in answer.lines] == [False, True, False, True, False, True, False]
    assert answer.lines[0]["hits_total"] == answer.lines[6]["hits_total"] > 0
    assert answer.lines[2]["hits_total"] >= 2


def test_lines_with_marks_of_other_systems(specimen: Path) -> None:
    answer = trials("search", "-", home=specimen, stdin=b"\xef\xbb\xbflight\r\n\xff\xfe\r\nlight\r\n")
    assert [row["query"] for row in answer.lines][::2] == ["light", "light"]
    assert "UTF-8" in answer.lines[1]["error"]


def test_filters_hold_for_every_line(specimen: Path) -> None:
    answer = trials("search", "-", "--document", "essay", home=specimen, stdin=b"light\nferry\n")
    assert {hit["document"] for row in answer.lines for hit in row["hits"]} == {"essay"}


@pytest.mark.parametrize("query", ["...", "—", "«»", '""', "()", "!?", "   ", ""])
def test_only_punctuation_is_refused(specimen: Path, query: str) -> None:
    answer = trials("search", query, home=specimen)
    assert answer.code == 2
    assert "no words" in answer.err


@pytest.mark.parametrize("query", ['"the light', "light)", "((light", "«light", 'the "light', "light OR", "-"])
def test_unbalanced_signs_are_mended_and_said(specimen: Path, query: str) -> None:
    asked = ["--", query, "light"] if query == "-" else [query]
    answer = trials("search", "--json", *asked, home=specimen)
    assert answer.code == 0
    assert answer.data["hits_total"] > 0


def test_ten_thousand_characters_are_refused(specimen: Path) -> None:
    answer = trials("search", "light " * 1_700, home=specimen)
    assert answer.code == 2
    assert "at most 1,000" in answer.err


def test_wrong_use(specimen: Path) -> None:
    assert trials("search", home=specimen).code == 2
    assert trials("search", "light", "--sort", "colour", home=specimen).code == 2
    assert trials("search", "light", "--limit", "-1", home=specimen).code == 2
    assert trials("search", "light", "--json", "--csv", home=specimen).code == 2
    near = trials("serch", "light", home=specimen)
    assert near.code == 2
    assert "trials search" in near.err


def test_a_reader_that_has_seen_enough(specimen: Path) -> None:
    running = process("export", home=specimen)
    assert running.stdout
    first = json.loads(running.stdout.readline())
    running.stdout.close()
    assert first["ref"]
    running.stdout = None
    outcome = running.wait(60)
    assert outcome == 0
    assert running.stderr
    assert running.stderr.read() == b""
    running.stderr.close()


def test_output_is_utf8_whatever_the_locale(specimen: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": "C"}
    answer = ended(process("export", "--document", "letter-ru", home=specimen, env=environment))
    assert answer.code == 0
    assert answer.out == trials("export", "--document", "letter-ru", home=specimen).out
