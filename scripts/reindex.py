"""Rebuild the index while the old one goes on answering: the same as ``trials reindex``.

Arguments are those of the command: ``python scripts/reindex.py --full``; ``--home DIR`` may stand before them.
"""

from __future__ import annotations

import sys

from webapp.cli import main

GLOBAL_OPTIONS = ("--home",)


def with_subcommand(arguments: list[str]) -> list[str]:
    """Put ``reindex`` behind the options of the root command, where the command has it."""
    at = 0
    while at < len(arguments) and arguments[at].split("=")[0] in GLOBAL_OPTIONS:
        at += 1 if "=" in arguments[at] else 2
    return [*arguments[:at], "reindex", *arguments[at:]]


if __name__ == "__main__":
    sys.argv[1:] = with_subcommand(sys.argv[1:])
    main()
