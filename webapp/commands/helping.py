"""``trials help``: the manual on a terminal."""

from __future__ import annotations

import shutil
import sys

import click

from corpus.errors import WrongUseError
from webapp.cli import COMMANDS
from webapp.commands.output import put
from webapp.manual.terminal import text
from webapp.manual.topics import TOPICS, asked, contents, page

WIDTH = 100
"""Most characters a line, since longer ones are hard to read; what a file or a pipe gets."""


@click.command()
@click.argument("topic", required=False)
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True,
              help="Language of the manual.")
def help(topic: str | None, lang: str) -> None:
    """Print a page of the manual, or without TOPIC the list of its topics."""
    if topic in COMMANDS and topic not in TOPICS:
        raise WrongUseError(f"{topic!r} is a command, no topic of the manual.",
                            f"`trials {topic} --help` describes it, `trials help` lists the topics.")
    if topic is not None:
        width = min(WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else WIDTH
        put(text(page(asked(topic), lang), width))
        return
    pages = contents(lang)
    column = max(len(each.name) for each in pages)
    for each in pages:
        put(f"  {each.name:<{column}}  {each.title}")
    put("\n`trials help TOPIC` prints one, `trials COMMAND --help` the options of a command.")
