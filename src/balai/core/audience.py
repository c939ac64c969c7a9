"""Who may read what: the algebra behind the one policy.

An audience is a set of rules that must *all* hold. A rule is a TLP 2.0 level (FIRST, August
2022) with the organisations that own the text, any of which suffices, or, for RED, the named
recipients. Joining two audiences is the union of their rules, so it is exactly the intersection
of who may read either one, also where owners differ; joining never adds a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from balai.core.errors import Invalid

_PREFIX = re.compile(r"^TLP[:\s-]\s*")
_BETWEEN = re.compile(r"[+_\s-]+")
_SHOWN = 80
"""So much is repeated of a level that there is not."""


class Level(IntEnum):
    """The five TLP 2.0 levels, from the most open to the most closed."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def label(self) -> str:
        """Return the label as TLP writes it, without its prefix: `AMBER+STRICT`."""
        return self.name.replace("_", "+")

    @classmethod
    def read(cls, text: str) -> Level:
        """Return the level for a label in any case, with or without `TLP:`, however joined.

        WHITE, which CLEAR replaced in TLP 2.0, is read as CLEAR. Raises Invalid otherwise.
        """
        name = _BETWEEN.sub("_", _PREFIX.sub("", text.strip().upper()))
        if name == "WHITE":
            name = "CLEAR"
        try:
            return cls[name]
        except KeyError:
            labels = ", ".join(level.label for level in cls)
            raise Invalid(
                "“%(text)s” is not a sharing level.",
                "Use one of %(labels)s.",
                kind="unknown-level",
                values={"text": text[:_SHOWN], "labels": labels},
            ) from None


@dataclass(frozen=True)
class Viewer:
    """Who is looking: opaque identifiers only.

    `organisations` are those the viewer belongs to; `served` are those whose clients the
    viewer's organisations are. `signed_in` means a member of this node's community (GREEN).
    """

    account: str | None = None
    organisations: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    signed_in: bool = False
    roles: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    """Pairs of (role, organisation); node-wide roles carry an empty organisation."""
    named_as: frozenset[str] = frozenset()
    """Identifiers besides the account's under which a recipient of RED may have been named."""
    is_asked: bool = field(default=False, compare=False)
    """Whether something may wait for their own answer; it opens nothing."""

    def has(self, role: str, organisation: str = "") -> bool:
        """Say whether the viewer holds `role` for `organisation` (empty: for the node)."""
        return (role, organisation) in self.roles

    def organisations_as(self, role: str) -> frozenset[str]:
        """Return the organisations for which the viewer holds `role`."""
        return frozenset(org for held, org in self.roles if held == role and org)


PUBLIC = Viewer()

_KEY_SIGNS = frozenset(":&,")


@dataclass(frozen=True, order=True)
class Rule:
    """One condition on a reader: a level, with its owners or (for RED) its recipients."""

    level: Level
    owners: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    def holds_for(self, viewer: Viewer) -> bool:
        """Say whether this viewer meets the condition."""
        match self.level:
            case Level.CLEAR:
                return True
            case Level.GREEN:
                return viewer.signed_in
            case Level.AMBER:
                return not (viewer.organisations | viewer.served).isdisjoint(self.owners)
            case Level.AMBER_STRICT:
                return not viewer.organisations.isdisjoint(self.owners)
            case Level.RED:
                names = viewer.named_as | ({viewer.account} if viewer.account else set())
                return not names.isdisjoint(self.recipients)

    def implies(self, other: Rule) -> bool:
        """Say whether whoever meets this rule is certain to meet `other`.

        Sound, not complete: a reader of AMBER is signed in, so AMBER implies GREEN, but a RED
        recipient need not belong to any organisation.
        """
        if other.level is Level.CLEAR:
            return True
        if other.level is Level.GREEN:
            return self.level is not Level.CLEAR
        if self.level is Level.RED or other.level is Level.RED:
            return self.level is other.level and set(self.recipients) <= set(other.recipients)
        return self.level >= other.level and set(self.owners) <= set(other.owners)


@dataclass(frozen=True)
class Audience:
    """Rules that must all hold. Build with `audience`, `join` or `parse`: they normalise.

    There is at least one rule, or ValueError is raised: an audience without any would lie within
    every other and yet be read by nobody.
    """

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        if not self.rules:
            raise ValueError("an audience has at least one rule")

    @property
    def level(self) -> Level:
        """Return the strictest level among the rules: the mark that is shown."""
        return max(rule.level for rule in self.rules)

    @property
    def owners(self) -> frozenset[str]:
        """Return every organisation named in a rule."""
        return frozenset(owner for rule in self.rules for owner in rule.owners)

    @property
    def recipients(self) -> frozenset[str]:
        """Return every account named in a RED rule."""
        return frozenset(name for rule in self.rules for name in rule.recipients)

    def key(self) -> str:
        """Return the canonical text of this audience; equal audiences have equal keys."""
        return "&".join(
            f"{rule.level.name}:{','.join(rule.owners)}:{','.join(rule.recipients)}"
            for rule in self.rules
        )


def _normal(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    kept: list[Rule] = []
    for rule in sorted(set(rules), reverse=True):
        if not any(stronger.implies(rule) for stronger in kept):
            kept = [other for other in kept if not rule.implies(other)]
            kept.append(rule)
    return tuple(sorted(kept))


def audience(
    level: Level, *, owners: Iterable[str] = (), recipients: Iterable[str] = ()
) -> Audience:
    """Return the audience of one rule.

    AMBER and AMBER+STRICT need an owner, RED a recipient; Invalid is raised without one, for
    such a text could be read by nobody, or by everybody by mistake. So it is where a name is
    empty or has a sign that the key is written with (":", "&", ",").
    """
    owned = tuple(sorted(set(owners))) if level in (Level.AMBER, Level.AMBER_STRICT) else ()
    named = tuple(sorted(set(recipients))) if level is Level.RED else ()
    if level in (Level.AMBER, Level.AMBER_STRICT) and not owned:
        raise Invalid(
            "%(level)s needs the organisation that owns the text.", values={"level": level.label}
        )
    if level is Level.RED and not named:
        raise Invalid("RED needs the people who may read it, by name.")
    for name in (*owned, *named):
        if not name or not _KEY_SIGNS.isdisjoint(name):
            raise Invalid(
                "“%(name)s” is not an identifier of an organisation or a person.",
                values={"name": name},
            )
    return Audience((Rule(level, owned, named),))


def join(*audiences: Audience) -> Audience:
    """Return the audience of what is drawn from all of these: only who may read every one."""
    return Audience(_normal(rule for each in audiences for rule in each.rules))


def recipients_of(what: Audience) -> tuple[str, ...]:
    """Return the people whom every rule of RED names; none where there is no such rule."""
    rules = [set(rule.recipients) for rule in what.rules if rule.level is Level.RED]
    return tuple(sorted(set.intersection(*rules))) if rules else ()


def narrow(current: Audience, wanted: Audience) -> Audience:
    """Return `current` made at least as closed as `wanted`; no reader is ever added."""
    return join(current, wanted)


def is_within(inner: Audience, outer: Audience) -> bool:
    """Say whether every reader of `inner` is certain to be a reader of `outer`.

    False is the safe answer: a widening is then treated as one and needs a release.
    """
    return all(any(mine.implies(theirs) for mine in inner.rules) for theirs in outer.rules)


def may_see(viewer: Viewer, what: Audience) -> bool:
    """Say whether the viewer meets every rule of the audience."""
    return all(rule.holds_for(viewer) for rule in what.rules)


def parse(key: str) -> Audience:
    """Return the audience whose `key()` this is. Raises ValueError on anything else.

    Nothing is mended on the way: a key that only resembles one may have been tampered with.
    """
    try:
        read = join(*(_parsed_rule(part) for part in key.split("&")))
    except (KeyError, ValueError, Invalid):
        read = None
    if read is None or read.key() != key:
        raise ValueError(f"{key!r} is not the key of an audience")
    return read


def _parsed_rule(part: str) -> Audience:
    name, owners, recipients = part.split(":")
    return audience(
        Level[name],
        owners=owners.split(",") if owners else (),
        recipients=recipients.split(",") if recipients else (),
    )
