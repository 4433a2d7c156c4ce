"""Every command line of README and manual runs, and every command and option is in the manual.

The commands of a document are run in order, those of all pages in one home. What they would take from the public web
comes from a folder with the pages the catalogue lists, filled with words that are no speech; ``scripts/…`` are tested
beside this module.
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
from documented import CONTRIBUTORS, MANUAL, PAGES, README, blocks, command_lines, section
from house import ROOT
from local_site import Site, serving
from pdf_maker import Page, make_pdf, paragraph

from corpus.catalogue.catalogue import load
from webapp.cli import COMMANDS, cli
from webapp.manual.topics import TOPICS

FILLER = "lorem ipsum alpha plan beta gamma delta epsilon zeta eta theta iota kappa"
POST = ('[{"id": 7, "slug": "a-post", "link": "http://showtrials.ru/a-post/", "title": {"rendered": "Post"}, '
        '"content": {"rendered": "<p>alpha beta</p>"}}]')
OTHERS = (ROOT / "SECURITY.md", ROOT / "CHANGELOG.md")
DOCUMENTS = (README, *PAGES, *CONTRIBUTORS)
MOST_WORDS = 1500
MOST_BYTES = 130_000
LABELS = {"en": ("VYSHINSKY:", "THE PRESIDENT:"), "ru": ("Вышинский:", "Председательствующий:")}


def named_so(place: Path) -> str:
    return str(place.relative_to(ROOT))


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
    for name, text in (("archive.org/metadata/ITEM", '{"files": [{"name": "report_djvu.txt"}]}'),
                       ("archive.org/download/ITEM/report_djvu.txt", f"{LABELS['en'][0]} {FILLER} item.\n"),
                       ("showtrials.ru/wp-json/wp/v2/posts.json", POST),
                       ("www.example.org/report/page-1.html", f"<html><p>{LABELS['en'][0]} {FILLER} page.</p></html>")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def catalogued(home: Path, place: Path) -> None:
    """Save the files that the page on the catalogue shows: those of a catalogue in the home, texts in the folder."""
    (home / "catalogue").mkdir(parents=True)
    for language, folder in (("toml", home / "catalogue"), ("text", place)):
        for block in blocks(MANUAL / "catalogue.md", language):
            name, text = block.removeprefix("# ").split("\n", 1)
            with (folder / name.partition(",")[0]).open("a", encoding="utf-8") as file:
                file.write(text)


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A working directory with the files that README and manual name."""
    place = tmp_path / "work"
    (place / "book-folder").mkdir(parents=True)
    (place / "scan.pdf").write_bytes(make_pdf([Page(paragraph(n, 6), number=str(n + 1)) for n in range(2)]))
    for number in (1, 2):
        text = f"{LABELS['en']} {FILLER} {number}.\n"
        (place / "book-folder" / f"part {number}.txt").write_text(text, "utf-8")
    (place / "essay.md").write_text(f"# Essay\n\n{FILLER}.\n", "utf-8")
    (place / "letter.txt").write_text(f"{FILLER}.\n", "utf-8")
    (place / "letter-en.txt").write_text("Alpha beta gamma 41.\n\nDelta epsilon 77.\n", "utf-8")
    (place / "letter-ru.txt").write_text("Первое слово и число 41.\n\nВторое слово и 77.\n", "utf-8")
    (place / "posts.json").write_text(POST, "utf-8")
    return place


@pytest.mark.parametrize("documents", [(README,), PAGES[: len(TOPICS)]], ids=["readme", "manual"])
def test_every_command_line_runs(
    documents: tuple[Path, ...], workplace: Path, mirror: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("TRIALS_HOME", str(workplace.parent / "home"))
    catalogued(workplace.parent / "home", workplace)
    monkeypatch.setattr("corpus.acquisition.carriers.FETCH_PAUSE_SECONDS", 0.0)
    lines = [(place.name, line) for place in documents for line in command_lines(place)]
    with serving(Site({f"/copies/{p.relative_to(mirror)}": p.read_bytes() for p in mirror.rglob("*.htm")})) as site:
        for name, line in lines:
            if line.startswith("scripts/"):
                continue
            local = line.replace("FOLDER", str(mirror)).replace("http://127.0.0.1:8000", site.address)
            if local.startswith("trials fetch") and "--mirror" not in local:
                local += f" --mirror {mirror}"
            code = _run(local)
            assert code == 0, f"{name}: {line}: ended with {code}"
    assert len(lines) > (50 if len(documents) > 1 else 10)


def test_translations_have_the_same_examples() -> None:
    for place in PAGES[len(TOPICS):]:
        for language in ("sh", "toml", "text"):
            assert blocks(place, language) == blocks(MANUAL / place.name, language), place.name


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
    cut = words.index(">") if ">" in words else len(words)
    outcome = trials(*words[1:cut])
    if cut < len(words):
        Path(words[-1]).write_bytes(outcome.raw)
    if outcome.code:
        print(outcome.err)  # noqa: T201
    return outcome.code


def manual() -> str:
    """Give all English pages of the manual."""
    return "\n".join(place.read_text("utf-8") for place in PAGES[: len(TOPICS)])


def options(name: str) -> set[str]:
    """Give the options of a command. Raises AssertionError where there is no such command."""
    command = cli.get_command(click.Context(cli), name)
    assert command, name
    return {spelling for each in command.params for spelling in (*each.opts, *each.secondary_opts)} | {"--help", "-h"}


def test_every_command_and_option_is_explained() -> None:
    text = manual()
    said = set(re.findall(r"--[a-z-]+", text))
    context = click.Context(cli)
    absent = []
    for name in COMMANDS:
        if f"trials {name}" not in text:
            absent.append(name)
        command = cli.get_command(context, name)
        assert command
        given = (each for each in command.params if isinstance(each, click.Option))
        absent.extend(f"{name} {o.opts[0]}" for o in given if not {*o.opts, *o.secondary_opts} & said)
    assert not absent


@pytest.mark.parametrize("place", [*DOCUMENTS, *OTHERS], ids=named_so)
def test_a_command_that_is_named_is_there_with_its_options(place: Path) -> None:
    """Also where it stands in a sentence, or in a block that only the user's own machine can run."""
    text = place.read_text("utf-8")
    named = [*re.findall(r"`(trials [^`]+)`", text), *re.findall(r"^(?:.*(?:bin/|[|] ))?(trials [a-z].*)$", "".join(
        block for language in ("sh", "bash") for block in blocks(place, language)), re.M)]
    for line in named:
        words = line.split(" -- ")[0].split()[1:]
        while words and words[0].startswith("--"):
            words = words[2:] if words[0] == "--home" else words[1:]
        if words and not words[0].isupper():
            assert words[0] in COMMANDS, line
            assert {word for word in words if word.startswith("--")} <= options(words[0]), line


@pytest.mark.parametrize("place", DOCUMENTS, ids=named_so)
def test_blocks_for_a_shell_are_shell(place: Path) -> None:
    for block in (*blocks(place, "sh"), *blocks(place, "bash")):
        assert subprocess.run(["bash", "-n"], input=block, text=True, check=False).returncode == 0, block


def test_every_exit_code_is_explained() -> None:
    from corpus import errors

    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and hasattr(c, "exit_code")}
    rows = re.findall(r"^\| (\d+) \|", section(MANUAL / "programs.md", "Exit codes"), re.M)
    assert {int(row) for row in rows} == codes | {0}


def test_limits_are_those_of_the_program() -> None:
    from corpus import limits

    said = section(MANUAL / "searching.md", "Limits")
    for limit in (limits.MAX_QUERY_CHARS, limits.MAX_QUERY_CLAUSES, limits.MAX_QUERY_DEPTH, limits.MAX_ROWS):
        assert re.search(rf"\b{limit:,} ", said), limit


def test_every_edition_that_is_named_is_known_and_comes_as_is_said() -> None:
    catalogue = load("main")
    fetchable = {source.edition for source in catalogue.sources if source.fetch}
    for place in (README, MANUAL / "texts.md"):
        table = [line for line in place.read_text("utf-8").splitlines() if line.startswith("| 193")]
        for line in table:
            for name in re.findall(r"trials fetch ([\w-]+)", line):
                assert name in fetchable
            for name in re.findall(r"--edition ([\w-]+)", line):
                assert name in catalogue.editions
                assert name not in fetchable
        assert {name for line in table for name in re.findall(r"trials fetch ([\w-]+)", line)} == fetchable


@pytest.mark.parametrize("place", [*DOCUMENTS, *OTHERS], ids=named_so)
def test_links_lead_somewhere(place: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", place.read_text("utf-8")):
        assert (place.parent / target).exists(), target


def test_the_readme_is_short_and_shows_what_it_talks_of() -> None:
    text = README.read_text("utf-8")
    assert len(text.split()) <= MOST_WORDS
    pictures = re.findall(r"^!\[([^\]]{20,})\]\(([^)]+)\)$", text, re.M)
    assert len(pictures) == 2, "each with words for those who do not see it"
    for _, picture in pictures:
        made = (ROOT / picture).read_bytes()
        assert made.startswith(b"\x89PNG") and len(made) <= MOST_BYTES
    assert {f"webapp/manual/{topic}.md" for topic in TOPICS} <= set(re.findall(r"\]\(([^)#]+)\)", text))
