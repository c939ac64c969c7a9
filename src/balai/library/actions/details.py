"""What a person says when bringing in a source: what it is, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass

from balai.core import audience as core
from balai.core.audience import Level


@dataclass(frozen=True)
class SourceDetails:
    """What a person says about a source; the file fills in what is left empty.

    `date` is a year, a year and month, or a day (ISO 8601). `link_only` keeps the text out of
    digests and translations.
    """

    title: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    country: str = ""
    language: str = ""
    licence: str = ""
    link_only: bool = False
    is_illustration: bool = False


@dataclass(frozen=True)
class Sharing:
    """How a new source is to be shared: its level, RED's recipients, the Chatham House Rule.

    `addresses` are further recipients, by e-mail. They are named in the transaction that keeps
    the source, so that of an upload of which nothing was kept no address is.
    """

    level: Level = Level.AMBER
    recipients: tuple[str, ...] = ()
    chatham: bool = False
    addresses: tuple[str, ...] = ()

    def audience(self, organisation_id: str, *named: str) -> core.Audience:
        """Return the audience for a source of an organisation; `named` read RED as well."""
        recipients = (*self.recipients, *named) if self.level is Level.RED else ()
        return core.audience(self.level, owners=(organisation_id,), recipients=recipients)
