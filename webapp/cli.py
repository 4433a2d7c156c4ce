"""The ``trials`` command: results on standard output, everything else on standard error.

Exit codes: 0 done, 1 internal error, 2 wrong use, 3 input refused, 4 index damaged, 6 locked, 7 done in part.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from corpus.errors import TrialsError
from webapp.terminal import Terminal

if TYPE_CHECKING:
    from corpus.storage.home import Home

COMMANDS = {
    "demo": "serving:demo",
    "sources": "bringing:sources",
    "fetch": "fetching:fetch",
    "add": "bringing:add",
    "remove": "bringing:remove",
    "ingest": "building:ingest",
    "reindex": "building:reindex",
    "align": "pairing:align",
    "pair": "pairing:pair",
    "pairs": "pairing:pairs",
    "publish": "publishing:publish",
    "search": "finding:search",
    "stats": "statistics:stats",
    "collocates": "statistics:collocates",
    "keywords": "statistics:keywords",
    "renderings": "languages:renderings",
    "show": "reading:show",
    "cite": "reading:cite",
    "verify": "checking:verify",
    "cited": "checking:cited",
    "pages": "checking:pages",
    "export": "exporting:export",
    "check": "verifying:check",
    "serve": "serving:serve",
    "help": "helping:help",
}
"""Name of each subcommand and where it is; a module is imported only when its command is called."""

SUMMARIES = {
    "demo": "Show everything on an invented inquiry; needs no network.",
    "sources": "List what is known, what is here, what is missing.",
    "fetch": "Bring the public texts, read and index them.",
    "add": "Add your own files or folders, read and index them.",
    "remove": "Take editions and documents out again.",
    "ingest": "Read all sources into the library, build the index.",
    "reindex": "Build the index again beside the old one.",
    "align": "Pair Russian and English turns again.",
    "pair": "Pair two documents, a text and its translation.",
    "pairs": "Print the pairs of turns that say the same.",
    "publish": "Bring the index to a search cluster.",
    "search": "Search words, phrases, persons.",
    "stats": "Count who says it most, or where.",
    "collocates": "List the words that stand beside others.",
    "keywords": "List the words typical of a speaker.",
    "renderings": "List what stands for a word in the other language.",
    "show": "Show a passage in its place.",
    "cite": "Give a citation, ready to paste.",
    "verify": "Check quotations against the texts.",
    "cited": "Tell who cites a passage, or what a document cites.",
    "pages": "Tell which pages of other editions answer those of one.",
    "export": "Save turns, pairs or hits as a file.",
    "check": "Verify that all is there and as it was written.",
    "serve": "Serve the web app.",
    "help": "Read the manual, topic by topic.",
}
"""What each of them does, in a line of ``trials --help``, which loads none of them."""


class _File(click.Path):
    """The name of a file or folder; whoever reads it says why it cannot be read, and refuses it alone."""

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | PathLike[str]:
        """Give the path. Raises BadParameter for no name: an empty path would be the working directory."""
        if value == "":
            self.fail("It is empty.", param, ctx)
        return super().convert(value, param, ctx)


FILE = _File(path_type=Path, readable=False)
"""A file or a folder."""

FILE_OR_INPUT = _File(path_type=Path, readable=False, allow_dash=True)
"""The same, or ``-`` for standard input."""


def _filled(ctx: click.Context, param: click.Parameter, value: object) -> object:
    """Refuse an option that is given nothing, as a variable of the shell that is not set: an empty filter looks like
    none. Queries are refused where they are read."""
    if isinstance(param, click.Option) and (value == "" or (isinstance(value, tuple) and "" in value)):
        raise click.BadParameter("It is empty.")
    return value


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        # What modules bring stays: looking for garbage while they load would find none.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(f"webapp.commands.{module}"), name)
        finally:
            gc.enable()
        for option in command.params:
            option.callback = option.callback or _filled
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES.get(name, "")) for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a subcommand; for an unknown one name the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            advice = f"Did you mean `trials {near[0]}`?" if near else "`trials --help` lists the commands."
            raise click.UsageError(f"There is no command {args[0]!r}. {advice}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command. A reader that has seen enough, as `head` does, ends it quietly."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trial-transcripts", prog_name="trials")
@click.option("--home", type=FILE, help="Directory of sources, library and index.")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """Search the court reports of the Moscow trials (1936, 1937, 1938), in Russian and English.

    Begin with `trials demo`, or bring the public texts with `trials fetch` and search them: `trials search WORDS`.
    The home directory is --home, else the environment variable TRIALS_HOME, else a folder of your user data.
    """
    ctx.obj = home


def home_of(ctx: click.Context) -> Home:
    """Give the home that the command was called for."""
    # Loaded late: to list the commands needs no home.
    from corpus.storage.home import Home

    found: Path | None = ctx.obj
    return Home.open(found)


def main() -> None:
    """Run the command and end with its exit code; known errors are one clear message, never a traceback."""
    _plain_streams()
    try:
        code = cli.main(prog_name="trials", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped; what was complete is kept.", err=True)
        code = 130
    except click.ClickException as error:
        _advised(error).show()
        code = 2
    except TrialsError as error:
        # Loaded late, as the commands are: most runs refuse nothing.
        _tell(*import_module("webapp.wording.notes").refusal(error))
        code = error.exit_code
    except OSError as error:
        advice = "Check its permissions" if isinstance(error, PermissionError) else "Free some space or check the disk"
        _tell(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "),
              f"{advice}; what was there before is untouched.")
        code = 3
    # All ends with the process: Python need not look through every module for garbage first, which takes it as long as
    # many a search.
    gc.freeze()
    sys.exit(code or 0)


def _advised(error: click.ClickException) -> click.ClickException:
    """Add to an unknown option of a command that takes a query that the query may have been meant."""
    ctx = error.ctx if isinstance(error, click.NoSuchOption) else None
    if ctx and any(param.name == "query" and isinstance(param, click.Argument) for param in ctx.command.params):
        return click.UsageError(f"{error.format_message()} A query that begins with a minus stands behind two: "
                                f"{ctx.command_path} -- -word", ctx)
    return error


def _tell(message: str, advice: str) -> None:
    """Say on standard error why the command ends; where that takes nothing either, as a file on a full disk, the exit
    code says it alone."""
    with suppress(OSError):
        click.echo(f"trials: {message}", err=True)
        if advice:
            click.echo(f"        {advice}", err=True)


def _plain_streams() -> None:
    """Write UTF-8 to files and pipes, and to a terminal what it shows and does not obey."""
    sys.stdout, sys.stderr = _fit(sys.stdout), _fit(sys.stderr)


def _fit(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    if stream.isatty():
        stream.reconfigure(errors="replace")
        return cast("TextIO", Terminal(stream))
    stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


if __name__ == "__main__":
    main()
