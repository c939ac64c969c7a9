"""The one family of errors, rendered once each for HTML, JSON and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

_REPEATED = 1000
"""So many characters of a value are repeated: some are what somebody typed, be it a megabyte."""


class BalaiError(Exception):
    """Something a person can be told: what happened, and what would help.

    `kind` is a stable name for machines, `message` one plain sentence, `hint` what to do next;
    `file` is the file it is about, as the person named it, where it is about one (`concerning`).

    Figures and names are given as `values` of a message such as "“%(code)s” is not a country.":
    an f-string would be another text each time, which no catalogue can translate.
    """

    kind = "error"
    file = ""

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        kind: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        self._texts = (message, hint)
        self._values = {name: _in_short(value) for name, value in (values or {}).items()}
        self.message, self.hint = self.told(str)
        super().__init__(self.message)
        if kind is not None:
            self.kind = kind

    def told(self, translate: Callable[[str], str]) -> tuple[str, str]:
        """Return message and hint in another language; what is empty is not asked for."""
        message, hint = (translate(text) if text else "" for text in self._texts)
        return (message % self._values, hint % self._values) if self._values else (message, hint)


def _in_short(value: object) -> object:
    is_long = isinstance(value, str) and len(value) > _REPEATED
    return f"{str(value)[:_REPEATED]}…" if is_long else value


class NotAllowed(BalaiError):
    """The thing is absent, or not for this viewer: both are answered with the same words."""

    kind = "not-found"

    def __init__(self, message: str = "There is nothing here for you.", hint: str = "") -> None:
        super().__init__(message, hint)


class NotReady(BalaiError):
    """The result cannot be given yet, or not from what there is; the reason says why."""

    kind = "not-ready"


class Conflict(BalaiError):
    """Somebody else changed the record first, or the step does not follow from its state."""

    kind = "conflict"


class Invalid(BalaiError):
    """The input was refused. `fields` maps a form field to its own message."""

    kind = "invalid"

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        kind: str | None = None,
        fields: dict[str, str] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message, hint, kind=kind, values=values)
        self.fields = dict(fields or {})


@contextmanager
def concerning(file: object) -> Iterator[None]:
    """Say of every error raised within which file it is about; the outermost name holds."""
    try:
        yield
    except BalaiError as error:
        error.file = str(file)
        raise
