"""The list of commands: each with a line that says what it does, told without loading any of them."""

from __future__ import annotations

import subprocess
import sys

from command import trials

from webapp.cli import COMMANDS, SUMMARIES


def test_every_command_has_a_line_that_is_shown_whole() -> None:
    assert list(SUMMARIES) == list(COMMANDS)
    listed = trials("--help").out
    for name, line in SUMMARIES.items():
        assert any(row.split()[:1] == [name] and row.rstrip().endswith(line) for row in listed.splitlines()), name


def test_the_list_loads_no_command() -> None:
    program = (
        "import sys\nfrom webapp.cli import cli\n"
        "try:\n    cli.main(['--help'], standalone_mode=True)\nexcept SystemExit:\n    pass\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    loaded = run.stderr.decode()
    assert "'click'" in loaded
    for name in ("numpy", "flask", "indexer", "webapp.commands.finding", "corpus.catalogue"):
        assert f"'{name}'" not in loaded
