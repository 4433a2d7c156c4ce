"""Every command line of the README runs, and every command and option is in it.

The commands are run in order in one home. What they would take from the public web comes from a folder with the
pages the catalogue lists, filled with words that are no speech; ``scripts/…`` are tested beside this module.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command import ended, process, trials
from local_site import Site, serving
from pdf_maker import Page, make_pdf, paragraph

from corpus.catalogue.catalogue import load
from webapp.cli import COMMANDS, cli

README = Path(__file__).resolve().parents[2] / "README.md"
FILLER = "lorem ipsum alpha plan beta gamma delta epsilon zeta eta theta iota kappa"
LABELS = {"en": ("VYSHINSKY:", "THE PRESIDENT:"), "ru": ("Вышинский:", "Председательствующий:")}


def command_lines() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text("utf-8"), re.S | re.M)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the two English editions, laid out host/path."""
    folder = tmp_path_factory.mktemp("mirror")
    for source in load("main").sources:
        if not source.fetch or source.lang != "en":
            continue
        index = source.url if source.url.endswith(".htm") else source.url.rstrip("/") + "/index.htm"
        for number, url in enumerate((index, *(page.url for page in source.pages))):
            path = folder / url.partition("://")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "".join(f"<p><b>{LABELS[source.lang][n % 2]}</b> {FILLER} {n}.</p>" for n in range(number and 4))
            path.write_text(f"<html><head><title>Pages</title></head><body>{body}</body></html>", "utf-8")
    return folder


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A working directory with the files that the README names."""
    place = tmp_path / "work"
    (place / "book-folder").mkdir(parents=True)
    (place / "scan.pdf").write_bytes(make_pdf([Page(paragraph(n, 6), number=str(n + 1)) for n in range(2)]))
    for number in (1, 2):
        text = f"{LABELS['en']} {FILLER} {number}.\n"
        (place / "book-folder" / f"part {number}.txt").write_text(text, "utf-8")
    (place / "essay.md").write_text(f"# Essay\n\n{FILLER}.\n", "utf-8")
    (place / "letter.txt").write_text(f"{FILLER}.\n", "utf-8")
    post = '[{"slug": "a-post", "title": {"rendered": "Post"}, "content": {"rendered": "<p>alpha beta</p>"}}]'
    (place / "posts.json").write_text(post, "utf-8")
    return place


def test_every_command_line_runs(
    workplace: Path, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("TRIALS_HOME", str(workplace.parent / "home"))
    monkeypatch.setattr("corpus.acquisition.carriers.FETCH_PAUSE_SECONDS", 0.0)
    run = []
    with serving(Site({f"/copies/{p.relative_to(mirror)}": p.read_bytes() for p in mirror.rglob("*.htm")})) as site:
        for line in command_lines():
            if line.startswith("scripts/"):
                continue
            run.append(line)
            local = line.replace("FOLDER", str(mirror)).replace("http://127.0.0.1:8000", site.address)
            if local.startswith("trials fetch") and "--mirror" not in local:
                local += f" --mirror {mirror}"
            code = _run(local)
            assert code == 0, f"{line}: ended with {code}"
    assert len(run) > 30


def _run(line: str) -> int:
    words = shlex.split(line)
    if words[0] == "printf":
        stdin = words[1].replace("\\n", "\n").encode()
        return trials(*words[words.index("trials") + 1 :], stdin=stdin).code
    if words[0] == "python":
        script = README.parent / words[1]
        run = subprocess.run([sys.executable, script, *words[2:]], check=False, capture_output=True, text=True)
        if run.returncode:
            print(run.stderr)  # noqa: T201
        return run.returncode
    assert words[0] == "trials", line
    if words[1] == "serve":
        running = process(*words[1:-2], "--port", "0")
        assert running.stdout
        address = running.stdout.readline().decode()
        running.terminate()
        ended(running)
        return 0 if address.startswith("http://127.0.0.1:") else 1
    outcome = trials(*words[1:])
    if outcome.code:
        print(outcome.err)  # noqa: T201
    return outcome.code


def test_every_command_and_option_is_explained() -> None:
    text = README.read_text("utf-8")
    said = set(re.findall(r"--[a-z-]+", text))
    context = click.Context(cli)
    absent = []
    for name in COMMANDS:
        if f"trials {name}" not in text:
            absent.append(name)
        command = cli.get_command(context, name)
        assert command
        options = (each for each in command.params if isinstance(each, click.Option))
        absent.extend(f"{name} {o.opts[0]}" for o in options if not {*o.opts, *o.secondary_opts} & said)
    assert not absent


def test_every_exit_code_is_explained() -> None:
    from corpus import errors

    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and hasattr(c, "exit_code")}
    text = README.read_text("utf-8")
    assert all(f"| {code} |" in text for code in codes | {0})


def test_every_edition_the_readme_names_is_known_and_comes_as_it_says() -> None:
    text = README.read_text("utf-8")
    catalogue = load("main")
    fetchable = {source.edition for source in catalogue.sources if source.fetch}
    table = [line for line in text.splitlines() if line.startswith("| 193")]
    for line in table:
        for name in re.findall(r"trials fetch ([\w-]+)", line):
            assert name in fetchable
        for name in re.findall(r"--edition ([\w-]+)", line):
            assert name in catalogue.editions
            assert name not in fetchable
    assert {name for line in table for name in re.findall(r"trials fetch ([\w-]+)", line)} == fetchable


def test_links_of_the_documents_lead_somewhere() -> None:
    for name in ("README.md", "SECURITY.md", "CHANGELOG.md"):
        path = README.parent / name
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists()
