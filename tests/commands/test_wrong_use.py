"""Wrong use of each command: why, what to do, the exit code; never a traceback, an empty answer or a heedless one."""

from __future__ import annotations

import builtins
import socket
from pathlib import Path
from typing import Any

import pytest
from command import Outcome, trials

from webapp.cli import COMMANDS

SITTING = "en-specimen/1911-05-04-morning"
REF = f"{SITTING}/0044"
LINE = b'"the light was out for at least twenty minutes"\n'


def refused(code: int, *arguments: object, home: Path | None = None, stdin: bytes = b"") -> Outcome:
    """Call the command and check that it says why it ends, with this exit code, and answers nothing."""
    answer = trials(*arguments, home=home, stdin=stdin)
    assert answer.code == code, answer.err
    assert answer.out == ""
    assert answer.err.strip()
    assert "Traceback" not in answer.err
    return answer


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_named(name: str, specimen: Path) -> None:
    assert "No such option '--nothing'" in refused(2, name, "--nothing", home=specimen).err


@pytest.mark.parametrize("arguments", [
    ("search", "light", "--edition", ""), ("search", "light", "--mentions", ""), ("search", "light", "--speaker="),
    ("export", "--query", ""), ("keywords", "a-korvin", "--trial", ""), ("add", "x.txt", "--document", ""),
    ("fetch", "--mirror", ""), ("cite", REF, "--style", ""), ("show", REF, "--with", ""), ("add", ""), ("verify", ""),
    ("cited", "--file", ""), ("serve", "--base-url", ""),
])
def test_nothing_given_is_not_taken_for_nothing_wanted(arguments: tuple[str, ...], specimen: Path) -> None:
    refused(2, *arguments, home=specimen)


def test_an_empty_home_is_not_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(2, "--home", "", "sources")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("arguments", "said"), [
    (("search", "light", "--limit", "few"), "'few' is not a valid number"),
    (("add", "x.txt", "--year", "soon"), "'soon' is not a valid number"),
    (("add", "x.txt", "--date", "1935-13-01"), "'1935-13-01' is no day"),
    (("add", "x.txt", "--date", "1935-W01-1"), "is no day"),
    (("search", "light", "--sort", "left"), "Add --view kwic"),
    (("search", "-word"), "trials search -- -word"),
    (("stats", "-word"), "trials stats -- -word"),
])
def test_values_and_queries_that_are_none(arguments: tuple[str, ...], said: str, specimen: Path) -> None:
    assert said in refused(2, *arguments, home=specimen).err


@pytest.mark.parametrize("command", [("cite", REF), ("export", "--query", "light", "--format", "ris"), ("serve",)])
@pytest.mark.parametrize("address", ["notaurl", "ftp://trials.example", "https://", "//trials.example", "https://[x/"])
def test_an_address_of_which_no_link_can_be_made(command: tuple[str, ...], address: str, specimen: Path) -> None:
    assert "no address of a site" in refused(2, *command, "--base-url", address, home=specimen).err


def test_an_option_that_says_nothing_to_the_format_is_refused(specimen: Path) -> None:
    for option in (("--sentences",), ("--least", "0.5"), ("--style", "gost"), ("--lang", "ru")):
        answer = refused(2, "export", "--format", "jsonl", *option, home=specimen)
        assert f"{option[0]} says nothing to the format jsonl" in answer.err


@pytest.mark.parametrize(("arguments", "code", "said"), [
    (("keywords", "a-korvin", "--trial", "1950"), 3, "no trial '1950'"),
    (("keywords", "a-korvin", "--edition", "nothing"), 3, "called 'nothing'"),
    (("keywords", "a-korvin", "--lang", "xx"), 2, "'xx' is no language of the texts"),
    (("show", REF, "--with", "xx"), 2, "'xx' is no language of the texts"),
    (("export", "--edition", "nothing"), 3, "called 'nothing'"),
    (("pages", "en-specimen:abc"), 2, "'abc' is no page"),
    (("pages", "en-specimen:12-14"), 2, "One page is asked for"),
    (("cited", "en-specimen:abc"), 2, "'abc' is no page"),
    (("cited", "specimen:abc"), 2, "'abc' is no page"),
])
def test_names_that_there_are_not(arguments: tuple[str, ...], code: int, said: str, specimen: Path) -> None:
    assert said in refused(code, *arguments, home=specimen).err


@pytest.mark.parametrize(("ref", "said"), [
    (f"{SITTING}/9999", f"References of “{SITTING}” go from {SITTING}/0001 to"),
    (SITTING, f"References of “{SITTING}” go from {SITTING}/0001 to"),
    ("en-specimen/1999-01-01-morning/0001", f"References of “en-specimen” go from {SITTING}/0001"),
    ("en-specimen", "References of “en-specimen” go"), ("essay/9999", "References of “essay” go from essay/"),
    ("nothing/1911-05-04-morning/0001", "say what is here"),
    ("nothing", "References look like"), ("", "References look like"), ("\0/\0", "say what is here"),
])
def test_a_reference_that_is_unknown_says_which_there_are(ref: str, said: str, specimen: Path) -> None:
    for command in ("show", "cite", "cited"):
        if command != "cited" or ref.count("/") == 2:
            answer = refused(3, command, ref, home=specimen)
            assert said in answer.err


@pytest.mark.parametrize("address", [
    f"http://127.0.0.1:8080/{REF}", f"https://trials.example.org/ru/{REF}", f"https://example.org/read/trials/{REF}",
    f"/{REF}", f"ru/{REF}",
])
def test_a_permanent_link_is_understood_whatever_site_it_is_of(address: str, specimen: Path) -> None:
    answer = trials("show", address, home=specimen)
    assert answer.out == trials("show", REF, home=specimen).out
    assert "is now" not in answer.err
    assert "has changed" in trials("show", f"{address}?h=00000000", home=specimen).err


@pytest.mark.parametrize(("options", "code", "said"), [
    (("--trial", "1950"), 3, "no trial '1950'"), (("--speaker", "nobody"), 3, "called 'nobody'"),
    (("--speaker", "Korvin"), 2, "may be one of 2 persons"), (("--page", "12"), 2, "needs the trial"),
    (("--trial", "specimen", "--page", "y"), 2, "no page"),
])
def test_where_quotations_are_said_to_be_from(
    options: tuple[str, ...], code: int, said: str, specimen: Path, tmp_path: Path
) -> None:
    assert said in refused(code, "verify", "-", *options, home=specimen, stdin=LINE).err
    # A file says itself where its quotations are from: an option for it would be heeded nowhere.
    file = tmp_path / "chapter.md"
    file.write_bytes(LINE)
    assert "standard input" in refused(2, "verify", file, *options, home=specimen).err


def test_a_speaker_is_named_in_any_spelling(specimen: Path) -> None:
    told = [trials("verify", "-", "--json", "--speaker", name, home=specimen, stdin=LINE).out
            for name in ("a-korvin", "A. Korvin", "А. Корвин")]
    assert len(set(told)) == 1


@pytest.mark.parametrize("command", [("verify",), ("cited", "--file"), ("add",)])
def test_what_is_not_there_or_cannot_be_read_is_refused_alone(
    command: tuple[str, ...], specimen: Path, own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = own_home if command == ("add",) else specimen
    assert "does not exist" in refused(3, *command, tmp_path / "nothing.md", home=home).err
    locked = tmp_path / "locked.md"
    locked.write_bytes(LINE)
    monkeypatch.setattr("corpus.reading.formats.read_file", _denied)
    assert "Permission denied" in refused(3, *command, locked, home=home).err


def _denied(path: Path, *_: object) -> bytes:
    raise PermissionError(13, "Permission denied", str(path))


def test_a_port_or_a_name_that_cannot_be_had(specimen: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 is in use" in refused(2, "serve", "--port", port, home=specimen).err
    assert "no address of this computer" in refused(2, "serve", "--host", "nothing.invalid", "--port", 0,
                                                    home=specimen).err


@pytest.mark.parametrize(("arguments", "library"), [
    (("publish", "--cluster", "mysql://127.0.0.1:1"), "pymysql"),
    (("ingest", "--workers", "tcp://127.0.0.1:1"), "dask"),
])
def test_what_only_an_extra_brings_is_asked_for(
    arguments: tuple[str, ...], library: str, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_import = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return own_import(name, *rest)

    (own_home / "overrides").mkdir(exist_ok=True)
    (own_home / "overrides" / "corrections.tsv").write_text("# looked at anew\n", "utf-8")
    monkeypatch.setattr(builtins, "__import__", without)
    assert "pip install 'trial-transcripts[" in refused(2, *arguments, home=own_home).err


def test_no_home_is_sound(tmp_path: Path) -> None:
    assert "no home" in refused(3, "check", home=tmp_path / "nothing").err
    said = refused(3, "search", "light", home=tmp_path / "nothing").err
    assert "trials fetch" in said and "--home" in said


def test_a_file_of_another_program_is_not_to_be_written_over(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text('{"rooms": 4}', "utf-8")
    assert "name another one with --home" in refused(3, "sources", home=tmp_path).err


def test_an_export_of_nothing_says_so(specimen: Path) -> None:
    answer = trials("export", "--query", "zzzzqqq", home=specimen)
    assert (answer.code, answer.out) == (0, "")
    assert "nothing was found" in answer.err
