"""The ``trials`` command: results on standard output, everything else on standard error.

Exit codes: 0 done, 1 internal error, 2 wrong use, 3 input refused, 4 index damaged, 6 locked, 7 done in part.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from corpus.errors import TrialsError
from corpus.home import Home

COMMANDS = {
    "demo": "serving:demo",
    "sources": "bringing:sources",
    "fetch": "bringing:fetch",
    "add": "bringing:add",
    "ingest": "building:ingest",
    "reindex": "building:reindex",
    "align": "building:align",
    "pairs": "building:pairs",
    "search": "finding:search",
    "show": "finding:show",
    "cite": "finding:cite",
    "export": "exporting:export",
    "check": "building:check",
    "serve": "serving:serve",
}
"""Name of each subcommand and where it is; a module is imported only when its command is called."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"webapp.commands.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trial-transcripts", prog_name="trials")
@click.option("--home", type=click.Path(path_type=Path), help="Directory of sources, library and index.")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """Search the court reports of the Moscow trials (1936, 1937, 1938), in Russian and English.

    Begin with `trials demo`, or bring the public texts with `trials fetch` and search them: `trials search WORDS`.
    The home directory is --home, else the environment variable TRIALS_HOME, else a folder of your user data.
    """
    ctx.obj = home


def home_of(ctx: click.Context) -> Home:
    """Give the home that the command was called for."""
    found: Path | None = ctx.obj
    return Home.open(found)


def main() -> None:
    """Run the command and end with its exit code; known errors are one clear message, never a traceback."""
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped; what was complete is kept.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except TrialsError as error:
        click.echo(f"trials: {error.message}", err=True)
        if error.advice:
            click.echo(f"        {error.advice}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        click.echo(f"trials: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        click.echo("        Check disk space and permissions; what was there before is untouched.", err=True)
        code = 3
    sys.exit(code or 0)


if __name__ == "__main__":
    main()
