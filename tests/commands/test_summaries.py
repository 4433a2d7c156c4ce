"""The list of commands: each with a line that says what it does, told without loading any of them."""

from __future__ import annotations

from command import trials

from webapp.cli import COMMANDS, SUMMARIES


def test_every_command_has_a_line_that_is_shown_whole() -> None:
    assert list(SUMMARIES) == list(COMMANDS)
    listed = trials("--help").out
    for name, line in SUMMARIES.items():
        assert any(row.split()[:1] == [name] and row.rstrip().endswith(line) for row in listed.splitlines()), name
