"""What each of them can see: who looks through a way out sees no word that is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.test import Client

from balai.core.audience import Viewer
from balai.knowledge.models import Lesson, LessonState, Statement
from balai.search.mirrors import mirrors
from tests.leaks import ways_out
from tests.leaks.memory import Text
from tests.leaks.world import WORD, World
from tests.personas import NAMES, client_for, viewer


class Eyes(World):
    """After each act somebody looks through one way out; at the end everybody through the lists."""

    def teardown(self) -> None:
        try:
            for name in NAMES:
                self.look_over(name)
            self.look_everywhere(NAMES[self.made % len(NAMES)])
        finally:
            transaction.set_rollback(True)
            self._atomic.__exit__(None, None, None)
            mirrors.forget()

    def client(self, name: str) -> Client:
        if name not in self.clients:
            self.clients[name] = client_for(name)
        return self.clients[name]

    def look(self, eye: int) -> None:
        """Have somebody look through one way out: what every step ends with."""
        World.played += 1
        name = NAMES[eye % len(NAMES)]
        ways = list(self.ways(name))
        self.judge(name, ways[eye % len(ways)])

    def look_everywhere(self, name: str) -> None:
        """Have somebody look through every way out."""
        for way in self.ways(name):
            self.judge(name, way)

    def look_over(self, name: str) -> None:
        """Have somebody look through the lists, and find whatever is theirs."""
        self.judge(name, next(self.ways(name)))
        told = ways_out.told_by_queries(viewer(name))
        for (kind, record_id), text in self.memory.texts.items():
            if text.is_gone or text.was_released or kind not in ("source", "lesson"):
                continue
            if kind == "lesson" and not self.is_published(record_id):
                continue
            if self.memory.may_know(name, text):
                assert text.word in told, f"{name} misses a {kind} that is theirs to read"

    def is_published(self, lesson: str) -> bool:
        state = Lesson.objects.values_list("state", flat=True).get(pk=lesson)
        original = Statement.objects.filter(lesson_id=lesson).count() == 1
        return state == LessonState.PUBLISHED and original

    def ways(self, name: str) -> Iterator[Callable[[], str]]:
        """Return everything that somebody can look through; each is asked for when it is called."""
        who, client = viewer(name), self.client(name)
        yield partial(ways_out.told_by_queries, who)
        for route, arguments in ways_out.PAGES:
            yield partial(ways_out.told_by_page, client, route, arguments)
        for text in list(self.memory.texts.values()):
            yield partial(self.searched, who, name, text)
        for kind, known in (
            ("source", self.sources),
            ("lesson", self.lessons),
            ("comment", self.comments),
            ("contest", self.contests),
        ):
            for record_id in known:
                for route, more in ways_out.OF_A_RECORD[kind]:
                    about = {f"{kind}_id": record_id, **more}
                    yield partial(ways_out.told_by_page, client, route, about)

    def searched(self, who: Viewer, name: str, text: Text) -> str:
        told, total = ways_out.told_by_search(who, text.word)
        known = [each for each in self.memory.texts.values() if each.word == text.word]
        if not any(self.memory.may_know(name, each) for each in known):
            assert total == 0, f"{name} learns by a count that “{text.word}” stands somewhere"
        return told

    def judge(self, name: str, way: Callable[[], str]) -> None:
        extra = set(WORD.findall(way())) - self.memory.words_for(name)
        assert not extra, f"{name} sees {sorted(extra)}"
