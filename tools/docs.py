"""Making docs/reference from the code, and looking whether it still says what the code does.

    python tools/docs.py            writes the pages
    python tools/docs.py --check    exits 1 and says what is missing or stale

`dependencies.md` is written by hand; here it is only looked at.
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "balai"
REFERENCE = ROOT / "docs" / "reference"
APPS = ("foundation", "people", "sharing", "library", "knowledge", "dialogue", "search", "pages")
ERRORS = ("Invalid", "Conflict", "NotReady", "NotAllowed", "BalaiError")
_home = tempfile.TemporaryDirectory(prefix="balai-docs-", ignore_cleanup_errors=True)
"""A home that is gone with this process."""
MADE = "<!-- Made from the code by tools/docs.py; change the code, then run it. -->\n"


def start() -> None:
    """Start Django on a home of its own, so that no node is touched."""
    os.environ["BALAI_HOME"] = _home.name
    for name in [each for each in os.environ if each.startswith("BALAI_") and each != "BALAI_HOME"]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "balai.config.settings"
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown; a bar within a cell is escaped."""
    lines = [list(head)]
    lines += [["---"] * len(lines[0]), *[list(row) for row in rows]]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in line) + " |"
        for line in lines
    )


def page(title: str, lead: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", MADE + "\n" + lead, *parts)) + "\n"


# --- the command line -------------------------------------------------------------------------
def cli() -> str:
    import click

    from balai.cli.entry import COMMANDS

    parts = []
    for name, line in COMMANDS.items():
        module = import_module(f"balai.cli.{name}")
        parts.append(f"## balai {name}\n\n{line}\n\n{_usage(module.command, f'balai {name}')}")
        if shape := getattr(module, "JSON", ""):
            parts.append(f"With `--json`: {shape}.")
        if isinstance(module.command, click.Group):
            for sub, command in module.command.commands.items():
                parts.append(f"### balai {name} {sub}\n\n{_usage(command, f'balai {name} {sub}')}")
    lead = (
        "Everything the web can do is reachable from `balai`, for scripts and measurements. "
        "`--json` prints exactly one JSON document on standard output and nothing else there; "
        "progress and messages go to standard error. Fields may be added, never renamed or "
        "removed.\n\n"
        "Exit status: 0 done, 1 a fault of Balai (of `doctor`: something is not well), 2 wrong "
        'use, 3 the input was refused. With `--json` an error is `{"error": {"kind", '
        '"message", "hint"}}`; the kinds are in [errors.md](errors.md). Where a file was refused, '
        "the message names it, and `file` is its name as it was given. A batch that ends with 3 "
        "still prints its list, a failed item as `{source: null, file, error}`.\n\n"
        "Without `--as EMAIL` a command acts as the local operator: a steward who sees CLEAR and "
        "GREEN and what the operator brought in. Levels are written in any case; the default is "
        "AMBER of the operator's organisation, and is said on standard error. "
        "`balai --home DIR` or `BALAI_HOME` names the home; a new one is set up on first use."
    )
    return page("The command line", lead, *parts)


def _usage(command: object, name: str) -> str:
    import click

    assert isinstance(command, click.Command)
    context = click.Context(command, info_name=name)
    pieces = " ".join(command.collect_usage_pieces(context))
    text = f"`{name} {pieces}`\n\n{' '.join((command.help or '').split())}"
    rows = []
    for each in command.params:
        if isinstance(each, click.Option):
            names = ", ".join(f"`{opt}`" for opt in each.opts)
            kind = "" if each.is_flag else each.type.name
            if isinstance(each.type, click.Choice):
                kind = ", ".join(str(choice) for choice in each.type.choices if choice)
            rows.append((names, kind, each.help or ""))
    return text + ("\n\n" + table(("option", "takes", "does"), rows) if rows else "")


# --- settings, routes, journal, tasks -----------------------------------------------------------
def settings() -> str:
    from dataclasses import fields

    from balai.config.node import Node

    rows = [
        (
            f"`BALAI_{each.name.upper()}`",
            "" if each.name == "home" else f"`{each.name}`",
            f"`{each.default}`" if each.default else "",
            str(each.metadata["meaning"]),
        )
        for each in fields(Node)
    ]
    lead = (
        "A node needs none of these. Each is read from the environment, else from `balai.toml` in "
        'the node\'s home (for instance `public_url = "https://balai.example.org"`), else its '
        "default holds. A name in `balai.toml` that Balai does not know is refused. What a steward "
        "can change on the web (the node's name, its community, registration) is not here."
    )
    every = table(("environment", "balai.toml", "default", "meaning"), rows)
    return page("Settings", lead, every, limits())


def limits() -> str:
    from django.conf import settings as chosen

    from balai.foundation.limits import LIMITS

    theirs = {
        "login": "Sign-ins tried.",
        "login_failed": "Passwords and codes that were wrong; key: the account.",
        "reauthenticate": "Confirming that it is still you.",
        "change_password": "Changing the own password.",
    }
    rows = [(f"`{name}`", each.rates, each.meaning, "yes") for name, each in LIMITS.items()]
    rows += [
        (f"`{name}`", chosen.ACCOUNT_RATE_LIMITS[name], meaning, "no")
        for name, meaning in theirs.items()
    ]
    lead = (
        "Each rate is `amount/duration/by`: by account (`user`), by network address (`ip`), or by "
        "what it is about (`key`). What is asked too often is answered with 429. The counts lie in "
        "`limits.sqlite3` in the home: all processes of the node share them, a restart keeps them, "
        "a backup leaves them out. The address is the one that connects; behind a proxy it is the "
        "one the proxy names, only where `BALAI_BEHIND_PROXY` says so."
    )
    title = "## How often something may be asked"
    return "\n\n".join((title, lead, table(("limit", "rates", "counts", "by BALAI_LIMITS"), rows)))


def routes() -> str:
    from django.urls import get_resolver

    rows = []
    for address, name, view in _walk(get_resolver().url_patterns):
        if view.__module__.startswith("balai."):
            said = (view.__doc__ or "").strip().partition("\n")[0]
            app = view.__module__.split(".")[1]
            rows.append((f"`/{address}`", name or "", app, said))
    lead = (
        "The addresses of a node. Each answers only with what the one who asks may see; what is "
        "absent and what is not for them answer with equal bytes."
    )
    return page("Addresses", lead, table(("address", "name", "app", "does"), rows))


def _walk(patterns: Iterable[object], base: str = "") -> Iterator[tuple[str, str, object]]:
    for each in patterns:
        here = base + str(each.pattern)  # type: ignore[attr-defined]
        if hasattr(each, "url_patterns"):
            yield from _walk(each.url_patterns, here)
        else:
            yield here, each.name, each.callback  # type: ignore[attr-defined]


def _modules(last: str) -> Iterator[object]:
    """Import the modules of our apps that are called `last` or lie in a package called so."""
    for app in APPS:
        package = import_module(f"balai.{app}")
        for found in walk_packages(package.__path__, f"balai.{app}."):
            if last in found.name.split(".")[2:]:
                yield import_module(found.name)


def journal() -> str:
    from balai.foundation.journal.kinds import declared

    for _ in _modules("actions"):
        pass
    rows = [(f"`{kind}`", meaning) for kind, meaning in declared().items()]
    lead = (
        "Every kind of entry in the journal. Entries hold identifiers and codes only, never text "
        "or names, and each carries the hash of the one before it: `balai doctor` computes the "
        "chain anew."
    )
    return page("Journal", lead, table(("kind", "meaning"), rows))


def tasks() -> str:
    from django_tasks.base import Task

    rows: dict[str, str] = {}
    for module in _modules("tasks"):
        for value in vars(module).values():
            if isinstance(value, Task):
                name = f"{value.func.__module__}.{value.func.__qualname__}"
                rows[name] = (value.func.__doc__ or "").strip().partition("\n")[0]
    lead = (
        "What is done in the background, by a thread of the server or at once by the command "
        "line. A task is leased while it runs, taken up again when its process dies, and safe to "
        "run twice; one that fails four times waits for the steward."
    )
    shown = [(f"`{name.removeprefix('balai.')}`", said) for name, said in sorted(rows.items())]
    return page("Tasks", lead, table(("task", "does"), shown))


# --- errors -------------------------------------------------------------------------------------
def errors() -> str:
    from balai.config.middleware import _STATUS
    from balai.library.readers.refusals import REFUSALS

    family = [(f"`{kind.__name__}`", f"`{kind.kind}`", str(status)) for kind, status in _STATUS]
    readers = [(f"`{kind}`", said[0], said[1]) for kind, said in REFUSALS.items()]
    others = sorted({each for each in _raised() if each[0] not in REFUSALS})
    lead = (
        "Every error says what happened and what would help, and has a `kind` that stays the "
        "same. NotReady ends a command with status 1, the others with 3."
    )
    return page(
        "Errors",
        lead,
        "## The family\n\n" + table(("error", "kind unless said otherwise", "HTTP status"), family),
        "## Files that are refused\n\n" + table(("kind", "message", "hint"), readers),
        "## Other kinds\n\n" + table(("kind", "message"), [(f"`{k}`", m) for k, m in others]),
    )


def _raised() -> Iterator[tuple[str, str]]:
    """Find in the syntax trees every error that is made with a kind of its own."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                for keyword in node.keywords:
                    if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value), _words(node.args[0] if node.args else None)


def _words(node: ast.AST | None) -> str:
    """Return a message as written, with … for what is put in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_":
        return _words(node.args[0])
    return "…"


# --- dependencies, written by hand --------------------------------------------------------------
def missing_dependencies() -> list[str]:
    """Return what pyproject.toml needs and dependencies.md does not explain, and the reverse."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    further = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(each for group in further for each in group)]
    names = {re.match(r"[A-Za-z0-9_.-]+", each)[0].lower() for each in wanted} - {"balai"}  # type: ignore[index]
    path = REFERENCE / "dependencies.md"
    text = path.read_text("utf-8") if path.is_file() else ""
    rows = {
        cells[0].strip(" `").lower(): [cell.strip() for cell in cells[1:4]]
        for line in text.splitlines()
        if line.startswith("| `") and len(cells := line.strip("|").split("|")) >= 4
    }
    said = [f"dependencies.md says nothing of {name}" for name in sorted(names - set(rows))]
    said += [
        f"dependencies.md has {name}, which nothing needs" for name in sorted(set(rows) - names)
    ]
    said += [
        f"dependencies.md says too little of {name}"
        for name in sorted(names & set(rows))
        if not all(rows[name])
    ]
    return said


def asvs() -> str:
    sys.path.insert(0, str(ROOT / "tools"))
    title, lead, parts = import_module("asvs").page()
    return page(title, lead, *parts)


PAGES = {
    "cli.md": cli,
    "settings.md": settings,
    "routes.md": routes,
    "journal.md": journal,
    "tasks.md": tasks,
    "errors.md": errors,
    "asvs.md": asvs,
}


def stale() -> list[str]:
    """Return what docs/reference lacks or says otherwise than the code."""
    said = missing_dependencies()
    for name, make in PAGES.items():
        path = REFERENCE / name
        kept = set(path.read_text("utf-8").splitlines()) if path.is_file() else set()
        made = make().splitlines()
        said += [f"{name} lacks: {line}" for line in made if line not in kept]
        said += [f"{name} still says: {line}" for line in sorted(kept - set(made))]
    return said


def main(arguments: list[str]) -> int:
    start()
    if "--check" in arguments:
        said = stale()
        for line in said:
            sys.stderr.write(f"{line}\n")
        if said:
            sys.stderr.write("Run: python tools/docs.py\n")
        return 1 if said else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        (REFERENCE / name).write_text(make(), "utf-8")
    for line in missing_dependencies():
        sys.stderr.write(f"{line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
