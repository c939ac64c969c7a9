"""What the apps tell each other at start-up, without importing upwards.

Each app's `AppConfig.ready` fills these once. A registry refuses a second entry of a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from balai.core.audience import Viewer

Item = TypeVar("Item")


@dataclass
class Registry(Generic[Item]):
    """Named things in the order in which they were registered."""

    items: dict[str, Item] = field(default_factory=dict)

    def register(self, name: str, item: Item) -> None:
        """Add an item under a name of its own."""
        if name in self.items and self.items[name] != item:
            raise ValueError(f"{name} is registered already")
        self.items[name] = item

    def __getitem__(self, name: str) -> Item:
        return self.items[name]

    def __contains__(self, name: object) -> bool:
        return name in self.items

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        return iter(tuple(self.items.items()))


@dataclass
class Followers:
    """Who acts on a kind of journal entry.

    A follower is a cheap function that queues a task; it runs inside the transaction that
    writes the entry, so that the work is queued exactly when the entry is kept.
    """

    by_kind: dict[str, list[Callable[[str], Any]]] = field(default_factory=dict)

    def register(self, kind: str, follower: Callable[[str], Any]) -> None:
        """Let `follower(record_id)` be called for each entry of this kind."""
        known = self.by_kind.setdefault(kind, [])
        if follower not in known:
            known.append(follower)

    def call(self, kind: str, record_id: str) -> None:
        """Tell everybody who follows this kind."""
        for follower in self.by_kind.get(kind, ()):
            follower(record_id)


@dataclass(frozen=True)
class NavigationItem:
    """A place in the site's navigation: a label, a route name, and who is shown it.

    `count` says how much waits there for a viewer.
    """

    label: Any
    route: str
    shown_to: Callable[[Any], bool] = lambda viewer: True
    count: Callable[[Any], int] = lambda viewer: 0


@dataclass
class Requirements:
    """What must still hold of a viewer when an act is written; each may refuse it by raising."""

    checks: list[Callable[[Viewer], None]] = field(default_factory=list)

    def register(self, check: Callable[[Viewer], None]) -> None:
        """Have `check(viewer)` called inside each transaction, before anything is written."""
        if check not in self.checks:
            self.checks.append(check)

    def call(self, viewer: Viewer) -> None:
        """Ask each of them."""
        for check in self.checks:
            check(viewer)


followers = Followers()
requirements = Requirements()
navigation: Registry[NavigationItem] = Registry()
questions: Registry[Callable[[Sequence[Any]], Any]] = Registry()
"""What may wait for somebody's own answer: under which identifiers they are known -> a condition.

It is answered within the query that reads who is looking, so that nobody pays for a question
that they are not asked.
"""
policies: Registry[Any] = Registry()
"""Record kind -> the policy object of the app that owns the kind (see `balai.sharing.policy`)."""
indexed: Registry[Any] = Registry()
"""Record kind -> what the search index holds of it (see `balai.search`)."""
sweeps: Registry[Callable[[], int]] = Registry()
"""What is swept -> how to clear away what has had its time; the worker does so once an hour."""
