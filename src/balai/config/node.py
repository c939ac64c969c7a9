"""Everything that can be set about a node, in one place.

Each setting is read from the environment, else from `balai.toml` in the node's home, else its
default holds; a node needs none of them. docs/reference/settings.md is made from this table.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from balai.core.errors import Invalid


def _setting(default: str, meaning: str) -> str:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Node:
    """The settings of one node. The environment's name of `home` is BALAI_HOME, and so on."""

    home: str = _setting(
        "", "Where everything of the node lives. Default: the platform's data folder."
    )
    database: str = _setting(
        "", "postgresql://user:password@host/name; empty for SQLite in the home."
    )
    public_url: str = _setting("", "The address people use, e.g. https://balai.example.org.")
    hosts: str = _setting("", "Further host names the node answers to, separated by commas.")
    mail: str = _setting(
        "", "smtp://user:password@host:587 or smtps://…; empty keeps messages in the home's outbox."
    )
    mail_from: str = _setting("balai@localhost", "The sender of the node's mail.")
    contact: str = _setting(
        "",
        "Whom to ask for corrections: an e-mail address, or Name <address>. What a steward says "
        "on the web goes before it.",
    )
    files: str = _setting("home", "Where original files lie: home, or database.")
    embedder: str = _setting(
        "carried",
        "carried (the encoder that comes with Balai), none (words only), or openai:URL|MODEL.",
    )
    wording: str = _setting(
        "",
        "openai:URL|MODEL of a language model that may summarise quotations; empty for none.",
    )
    wording_key: str = _setting("", "The file that holds the key for `wording`, if it needs one.")
    wording_is_local: str = _setting(
        "no",
        "yes declares that the machine of `wording` is your own: quotations above CLEAR go there "
        "too.",
    )
    models: str = _setting("", "Where the encoder's files lie. Default: with the installation.")
    outside_requests: str = _setting("no", "yes lets contributors give the address of a web page.")
    largest_upload: str = _setting("100", "The largest file accepted, in megabytes.")
    debug: str = _setting("no", "yes shows errors in full; never on a node that others can reach.")
    limits: str = _setting(
        "",
        "How often something may be asked for, where it differs from the table below: "
        "comment=10/h/user; contribution=120/h/user,240/h/ip.",
    )
    idle_hours: str = _setting(
        "2",
        "After how many hours without a request somebody who is signed in is asked who they are "
        "before they go on; what was typed is kept. A session ends after twelve hours in any case.",
    )
    behind_proxy: str = _setting(
        "no", "yes trusts X-Forwarded-Proto and -For from the proxy in front."
    )

    @property
    def path(self) -> Path:
        """Return the home as a path."""
        return Path(self.home)

    @property
    def is_secure(self) -> bool:
        """Say whether people reach the node over HTTPS."""
        return self.public_url.startswith("https://")


def is_yes(value: str) -> bool:
    """Read a yes or a no as people write them."""
    return value.strip().lower() in {"yes", "true", "1", "on"}


def default_home() -> Path:
    """Return the platform's data folder for Balai."""
    from platformdirs import user_data_path

    return user_data_path("balai", appauthor=False)


NUMBERS = ("largest_upload", "idle_hours")
"""The settings that count something."""
_MOST = 1_000_000
"""More megabytes or hours than any node has; far above it they no longer fit a number."""


def read_node(environment: Mapping[str, str] | None = None) -> Node:
    """Return the node's settings.

    Raises Invalid where `balai.toml` cannot be read, or a number is none.
    """
    environment = os.environ if environment is None else environment
    home = Path(environment.get("BALAI_HOME") or default_home()).expanduser().absolute()
    kept = _kept_in(home / "balai.toml")
    values = {"home": str(home)}
    for each in fields(Node):
        value = environment.get(f"BALAI_{each.name.upper()}", kept.get(each.name))
        if value is not None and each.name != "home":
            values[each.name] = str(value)
    node = Node(**values)
    for name in NUMBERS:
        _require_number(name, getattr(node, name))
    return node


def _require_number(name: str, value: str) -> None:
    try:
        is_right = 0 < float(value) <= _MOST
    except ValueError:
        is_right = False
    if not is_right:
        raise Invalid(
            f"The setting {name} is “{value}”, which is no number above 0 and up to {_MOST}.",
            "docs/reference/settings.md says what it counts.",
        )


def _kept_in(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        kept = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            f"{path} cannot be read: {error}", "Mend the file, or move it away."
        ) from error
    unknown = set(kept) - {each.name for each in fields(Node)}
    if unknown:
        raise Invalid(
            f"{path} sets {', '.join(sorted(unknown))}, which Balai does not know.",
            "docs/reference/settings.md lists what can be set.",
        )
    return kept
