"""Every command on a terminal: no sign of a text, title, name or path of others reaches it that it would obey."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from command import Outcome, trials
from hypothesis import given
from hypothesis import strategies as st
from own_play import printed, write_catalogue

from webapp.cli import COMMANDS
from webapp.terminal import BOLD, PLAIN, shown

HARM = "\x1b[31m\x1b]0;seized\x07\x9b2J\x85\u202egnorw\u2066\u2069\u200f\u061c\b\b\x7f\u2028\x0c\r"
"""Colour, a window title, a bell, a cleared screen, lines turned round, letters wiped out."""

IN_NAMES = HARM.replace("/", "")
STYLES = re.compile(r"\x1b\[[01]m")
"""What the program itself writes: bold, and its end."""

BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}

NOT_WALKED = {"serve", "demo"}
"""Which go on until they are ended; what they print of texts is that of ``search``."""


def obeyed(text: str) -> set[str]:
    """Give the signs of a text that a terminal would obey."""
    own = STYLES.sub("", text)
    return {sign for sign in own if (unicodedata.category(sign) in ("Cc", "Zl", "Zp") and sign not in "\t\n")
            or ord(sign) in BIDI}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose catalogue, titles, file names, texts and corrections mean harm to a terminal."""
    place = tmp_path_factory.mktemp("harm")
    home = place / "home"
    write_catalogue(home)
    for path in (home / "catalogue").rglob("*.toml"):
        harmed = json.dumps(HARM)[1:-1].replace("\\b", "\\u0008").replace("\\f", "\\u000c")
        path.write_text(path.read_text("utf-8").replace("Velna", f"Velna{harmed}").replace("Вельны", f"Вельны{harmed}"),
                        "utf-8")
    for lang in ("en", "ru"):
        file = place / f"{lang}{IN_NAMES}.txt"
        file.write_text(printed(lang).replace("clock", f"clock{HARM}").replace("часы", f"часы {HARM}"), "utf-8")
        assert trials("add", file, "--edition", f"{lang}-clock", "--no-ingest", home=home).code == 0
    letter = place / f"letter{IN_NAMES}.html"
    letter.write_text(f"<title>A letter{HARM}</title><p>The clock &#27;[32m of &#x202e; Velna{HARM} is quoted: "
                      f"“Nineteen years{HARM} next spring” (Clock {HARM} 12).</p>", "utf-8")
    assert trials("add", letter, "--title", f"A letter{HARM}", "--author", f"N.{HARM}", "--document", "letter",
                  "--kind", "citing", home=home).code == 0
    (home / "overrides").mkdir(exist_ok=True)
    (home / "overrides" / "corrections.tsv").write_text(f"nowhere{HARM.replace(chr(13), '')}\tword\ta\tb\n", "utf-8")
    return home


def walks(home: Path, folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Give for each command how it is called: what it prints of texts, and what it says of bad input."""
    bad = f"bad{HARM}"
    missing = str(folder / f"missing{IN_NAMES}")
    quotes = folder / f"quotes{IN_NAMES}.txt"
    quotes.write_text(f"“Nineteen years next spring{HARM}” and “nobody said this{HARM} at all ever”.\n", "utf-8")
    empty = folder / f"tree{IN_NAMES}"
    empty.mkdir(exist_ok=True)
    (empty / f"picture{IN_NAMES}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (empty / f"locked{IN_NAMES}.txt").symlink_to(folder / "nowhere")
    more = folder / f"more{IN_NAMES}.txt"
    more.write_text(f"Another clock{HARM} of Karsk.\n", "utf-8")
    return {
        "sources": [(), ("--json",)],
        "fetch": [("en-clock",), (bad,), ("en-clock", "--mirror", missing)],
        "add": [(str(empty),), (missing,), (str(more), "--title", bad), (str(more), "--edition", bad),
                (str(more), "--lang", bad)],
        "remove": [(bad,), (f"more{IN_NAMES}",)],
        "ingest": [(), ("--json",), ("--workers", bad)],
        "reindex": [(), ("--full",), (bad,)],
        "align": [(), ("--trial", bad)],
        "pair": [(), (bad, "letter"), ("letter", "en-clock")],
        "pairs": [(), ("--json",), ("--trial", bad)],
        "publish": [("--cluster", bad), ()],
        "search": [("clock",), ("clock", "--json"), ("clock", "--csv"), ("clock", "--view", "kwic"),
                   ("clock", "--view", "kwic", "--csv"), ("часы",), (bad,), ("clock", "--edition", bad), ("[" + bad,),
                   ("clock", "--page", bad), ("--bad" + HARM,)],
        "stats": [("clock",), ("clock", "--csv"), (bad,), ("clock", "--by", bad)],
        "collocates": [("clock",), ("clock", "--csv"), (bad,)],
        "keywords": [("renn",), ("renn", "--csv"), (bad,)],
        "renderings": [("clock",), ("clock", "--csv"), (bad,)],
        "show": [("en-clock/1902-10-07-morning/0001", "--with", "ru", "--context", "40"), ("letter/0001",), (bad,)],
        "cite": [("en-clock/1902-10-07-morning/0001",), ("letter/0001", "--style", "bibtex"),
                 ("letter/0001", "--style", "csl-json"), ("letter/0001", "--style", "gost"), (bad,),
                 ("letter/0001", "--style", bad)],
        "verify": [(str(quotes),), (str(quotes), "--json"), (str(quotes), "--csv"), (missing,)],
        "cited": [("--document", "letter"), ("en-clock:12",), (bad,), ("--document", bad)],
        "pages": [("en-clock",), ("en-clock:1",), (bad,)],
        "export": [("--format", form) for form in ("text", "jsonl", "csv", "csv-safe", "tei", "tmx", "docx")]
        + [("--query", bad), ("--edition", bad), ("--format", bad)],
        "check": [(), ("--json",)],
        "help": [(), ("searching",), (bad,)],
    }


def called(home: Path, command: str, *arguments: str) -> Outcome:
    return trials(command, *arguments, home=home, terminal=True)


@pytest.mark.slow
def test_nothing_that_a_terminal_obeys_reaches_it(home: Path, tmp_path: Path) -> None:
    calls = walks(home, tmp_path)
    assert {*calls, *NOT_WALKED} == set(COMMANDS)
    told = []
    for command, ways in calls.items():
        for arguments in ways:
            answer = called(home, command, *arguments)
            assert answer.code != 1, (command, arguments, answer.err)
            # A bar of progress goes back to the head of its line itself.
            if found := obeyed(answer.out) | (obeyed(answer.err) - {"\r"}):
                told.append((command, arguments, found))
    assert not told


def test_what_is_printed_of_texts_is_there_and_shown(home: Path) -> None:
    answer = called(home, "search", "clock", "--edition", "en-clock")
    assert "\x1b[1mclock\x1b[0m" in answer.out and "␛[31m" in answer.out
    assert "␛" in called(home, "sources").out
    assert "␛" in called(home, "export", "--format", "text").out


def test_a_file_gets_texts_as_they_are(home: Path) -> None:
    rows = trials("export", "--format", "jsonl", home=home).lines
    assert any("\x1b[31m" in row["text"] for row in rows)
    assert not any(sign in trials("search", "clock", home=home).out for sign in (BOLD, PLAIN))


def test_damage_is_told_by_its_name(home: Path, tmp_path: Path) -> None:
    listed = next(path for path in sorted((home / "sources").rglob("*letter*")) if path.is_file())
    kept = listed.read_bytes()
    try:
        listed.write_bytes(kept + b"!")
        for command in ("check", "ingest"):
            answer = called(home, command)
            assert answer.code and not obeyed(answer.out + answer.err) - {"\r"}
    finally:
        listed.write_bytes(kept)
    assert called(home / f"no{IN_NAMES}", "search", "clock").code == 3


def test_a_home_of_a_hostile_name(tmp_path: Path) -> None:
    place = tmp_path / f"home{IN_NAMES}"
    (tmp_path / "a.txt").write_text("A lamp.\n", "utf-8")
    for arguments in (("search", "lamp"), ("add", str(tmp_path / "a.txt")), ("search", "lamp"), ("check",)):
        answer = called(place, *arguments)
        assert not obeyed(answer.out + answer.err) - {"\r"}, arguments
    (place / "index").chmod(0)
    try:
        answer = called(place, "search", "lamp")
        assert not obeyed(answer.out + answer.err)
    finally:
        (place / "index").chmod(0o700)


@given(st.text())
def test_no_sign_is_obeyed_and_none_that_is_read_is_lost(text: str) -> None:
    assert not obeyed(shown(text))
    assert len(shown(text)) == len(text)
    plain = "".join(sign for sign in text if sign.isalnum())
    assert shown(plain) == plain
