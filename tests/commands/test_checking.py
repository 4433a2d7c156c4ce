"""``trials verify`` and ``trials cited``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import trials

from corpus.reading import formats as reading

ESSAY = Path(reading.__file__).parents[1] / "data" / "specimen" / "files" / "essay.md"
WORDS = "Only it stood on the wrong side of us"


def test_lines_are_answered_in_order(specimen: Path) -> None:
    typed = f"“{WORDS}” (Inquiry 999)\n\nOnly it stood on the right side of us\nlorem ipsum dolor sit amet\n"
    answer = trials("verify", "-", "--json", home=specimen, stdin=typed.encode())
    assert answer.code == 0, answer.err
    verdicts = json.loads(answer.out)
    assert [v["verdict"] for v in verdicts] == ["exact", "near", "absent"]
    assert verdicts[0]["quote"] == f"“{WORDS}” (Inquiry 999)"
    assert verdicts[0]["flags"] == ["page-beyond-book", "other-page"]
    assert verdicts[1]["differences"] == [{"kind": "word", "quote": "right", "source": "wrong"}]
    assert verdicts[2]["ref"] is None
    assert verdicts[2]["searched"]["editions"]


def test_trial_page_and_speaker_as_options(specimen: Path) -> None:
    answer = trials("verify", "--json", "--trial", "specimen", "--page", "998-9", "--speaker", "gurmalo", home=specimen,
                    stdin=WORDS.encode())
    assert set(json.loads(answer.out)[0]["flags"]) >= {"other-page", "other-speaker"}


def test_a_document_is_checked_whole(specimen: Path) -> None:
    answer = trials("verify", ESSAY, home=specimen)
    assert answer.code == 0, answer.err
    assert "negation-changed" in answer.out
    assert "other-page" in answer.out
    assert "searched: en-specimen" in answer.err
    verdicts = json.loads(trials("verify", ESSAY, "--json", home=specimen).out)
    assert {"exact", "near"} == {v["verdict"] for v in verdicts}
    assert all(v["line"] for v in verdicts)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("verify", "nowhere.txt"), 3), (("verify", "-", "--page", "12"), 2),
        (("verify", "-", "--trial", "specimen", "--page", "x y"), 2), (("verify", "-", "--trial", "1812"), 3),
        (("cited",), 2), (("cited", "en-specimen", "--document", "essay"), 2), (("cited", "nothing"), 3),
        (("cited", "--document", "nothing"), 3), (("cited", "--document", "en-specimen"), 2),
    ],
)
def test_wrong_use_is_told(specimen: Path, given: tuple[str, ...], code: int) -> None:
    answer = trials(*given, home=specimen, stdin=WORDS.encode())
    assert answer.code == code
    assert answer.err.startswith("trials: ")


def test_who_cites_and_what_is_cited(specimen: Path) -> None:
    rows = json.loads(trials("cited", "--document", "essay", "--json", home=specimen).out)
    first = rows[0]
    assert (first["document"], first["trial"], first["edition"]) == ("essay", "specimen", "en-specimen")
    page = json.loads(trials("cited", f"en-specimen:{first['pages'][0]}", "--json", home=specimen).out)
    assert first in page
    plain = trials("cited", first["ref"], home=specimen)
    assert plain.code == 0
    assert first["literal"] in plain.out


def test_a_range_of_pages_is_all_of_them(specimen: Path) -> None:
    rows = json.loads(trials("cited", "--document", "essay", "--json", home=specimen).out)
    pages = sorted({int(page) for row in rows if row["edition"] == "en-specimen" for page in row["pages"]})
    low, high = pages[0], pages[-1]

    def cited(place: str) -> list[tuple[str, int, str]]:
        return [(one["document"], one["line"], one["literal"])
                for one in json.loads(trials("cited", place, "--json", home=specimen).out)]

    each = [one for page in range(low, high + 1) for one in cited(f"en-specimen:{page}")]
    together = cited(f"en-specimen:{low}-{high}")
    assert set(together) == set(each)
    assert len(set(together)) > 1
    assert together == cited(f"en-specimen:{low}–{high}")


@pytest.mark.slow
@pytest.mark.parametrize("style", ["chicago", "mla", "apa", "bluebook", "gost"])
def test_an_own_document_checked_by_itself_is_clean(specimen: Path, tmp_path: Path, style: str) -> None:
    made = trials("export", "--query", "kind:transcript (lamp OR light)", "--format", "docx", "--style", style,
                  home=specimen)
    file = tmp_path / "own.docx"
    file.write_bytes(made.raw)
    verdicts = trials("verify", file, "--json", home=specimen).data
    assert len(verdicts) > 40
    assert {v["verdict"] for v in verdicts} <= {"exact", "near"}
    assert [v["flags"] for v in verdicts if v["flags"]] == []
    assert {d["kind"] for v in verdicts for d in v["differences"]} <= {"emphasis", "omission-marked"}
    assert {v["page_check"] for v in verdicts} <= {"agrees", None}
    assert all(v["place"]["note"] or v["place"]["paragraph"] for v in verdicts)
    assert not any(str(v["place"]["note"] or "").startswith("f") for v in verdicts)
