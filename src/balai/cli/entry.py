"""The command group: finds a command's module when it is called, and ends with the right status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module

import click

from balai import __version__
from balai.cli.node import as_line, print_json
from balai.core.errors import BalaiError, NotReady

COMMANDS = {
    "up": "Set up the home and serve web and worker.",
    "worker": "Do the node's queued work, on this machine too.",
    "ingest": "Read sources, find passages, propose lessons, index.",
    "case": "Tell a case: what was tried, what happened, what failed.",
    "contributions": "Show what became of what one brought in.",
    "levels": "Say who may read at each sharing level, in the words of this node.",
    "text": "Show what is read from a file.",
    "lessons": "Show the candidates from a source or a file.",
    "search": "Find lessons, sources and passages.",
    "ask": "Answer a question with quotations only.",
    "similar": "What is near to a lesson or a source, and who else learned it.",
    "saved": "Searches that you keep: list, add, look, remove.",
    "scan": "Show personal data in a file.",
    "opinions": "Say what people agree on and who votes alike, from a file of votes.",
    "review": "The review queue: list, show, accept, amend, merge, reject, releases.",
    "source": "Look after a source: describe, share, replace, withdraw, delete.",
    "lesson": "Look after a lesson: amend, translate, share.",
    "comment": "Say something about an entry: list, add, take-back, remove.",
    "contest": "Contest an entry, and answer: list, add, open, set-aside, answer.",
    "consent": "Naming who said a quotation: ask, list, give, refuse, take-back.",
    "community": "What organisations speak for, and what they look at before publication.",
    "export": "Write records as JSON-LD, CSV, RIS or BibTeX.",
    "backup": "Write an online backup with its manifest of hashes.",
    "restore": "Restore a backup into a home, after verifying it.",
    "doctor": "Check home, database, index, journal, versions, mail and disk.",
    "user": "Stewardship of people: organisations, invitations, roles, recovery links.",
    "journal": "The journal outside of the node: export, verify.",
    "steward": "Run the node: its words, registration, journal, stuck work.",
}
"""Every command with its one line; `tests/cli` and docs/reference are made from it."""

OK, FAULT, WRONG_USE, REFUSED = 0, 1, 2, 3
_SHOWN = 1000
"""Characters shown of either end of a message that repeats what was typed, however long."""


class Commands(click.Group):
    """Loads `balai.cli.<name>` for the command `<name>`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command when it is asked for."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"balai.cli.{cmd_name}").command
        command.short_help = COMMANDS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="balai")
@click.option(
    "--home",
    envvar="BALAI_HOME",
    type=click.Path(file_okay=False),
    help="Where the node lives (BALAI_HOME).",
)
def balai(home: str | None) -> None:
    """Balai: what was learned, with its source. See docs/reference/cli.md."""
    if home:
        os.environ["BALAI_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balai.config.settings")


def main() -> None:
    """Run the command line and exit with its status."""
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Carry a command out and return its status.

    0 is done, 1 a fault of Balai, 2 wrong use, 3 refused input. With `--json` among the
    arguments standard output gets one document in every case, be it the error.
    """
    as_json = "--json" in arguments
    try:
        status = balai(args=list(arguments), prog_name="balai", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        return _ended(FAULT, "stopped", "Stopped.", "", as_json)
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(error.ctx.get_usage(), err=True)
        return _ended(WRONG_USE, "wrong-use", error.format_message(), "", as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except BalaiError as error:
        show_error(error, as_json)
        return FAULT if isinstance(error, NotReady) else REFUSED
    except Exception as error:
        traceback.print_exc()
        hint = "This is a fault of Balai; please report it with the lines above."
        return _ended(FAULT, "fault", f"{type(error).__name__}: {error}", hint, as_json)
    return status if isinstance(status, int) else OK


def _ended(status: int, kind: str, message: str, hint: str, as_json: bool) -> int:
    show_error(BalaiError(message, hint, kind=kind), as_json)
    return status


def show_error(error: BalaiError, as_json: bool, about: str = "") -> None:
    """Say what was refused, why, and what would help; as JSON on standard output where asked.

    What it is about, a file or what `about` names, is said first where the message does not
    say it by itself.
    """
    about = about or error.file
    message = error.message if about in error.message else f"{about}: {error.message}"
    if len(message) > 2 * _SHOWN:
        message = f"{message[:_SHOWN]} … {message[-_SHOWN:]}"
    if as_json:
        body = {"kind": error.kind, "message": message, "hint": error.hint}
        print_json({"error": body | ({"file": error.file} if error.file else {})})
    click.echo(as_line(message), err=True)
    if error.hint:
        click.echo(f"  {error.hint}", err=True)
