"""A stateful property test over several people and three organisations: nobody sees too much.

`world` holds who and what there is, `acts` what people do, `eyes` what each of them sees, `memory`
who may come upon which word. After each step somebody looks through a way out, and at the end of
each run everybody looks through all lists. `make test-leaks` plays 20,000 steps.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from balai.core.audience import Level
from tests.leaks.acts.lessons import LessonActs
from tests.leaks.acts.people import PeopleActs
from tests.leaks.acts.sources import SourceActs
from tests.leaks.acts.voice import VoiceActs
from tests.personas import A, B, C

RUNS = int(os.environ.get("BALAI_LEAK_RUNS", "8"))
STEPS = int(os.environ.get("BALAI_LEAK_STEPS", "25"))


class Hall(SourceActs, LessonActs, PeopleActs, VoiceActs):
    """All that people do, from three reports on."""

    def __init__(self) -> None:
        super().__init__()
        for who, org, level in (
            ("budi", A, Level.AMBER),
            ("chen", B, Level.GREEN),
            ("esther", C, Level.AMBER_STRICT),
        ):
            self.report(who, org, level, set(), chatham=False)


def play(runs: int, steps: int) -> None:
    """Play that many runs of that many steps."""
    run_state_machine_as_test(
        Hall,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )


@pytest.mark.thorough
@pytest.mark.django_db
@pytest.mark.asvs("8.2.2", "8.4.1", "8.3.2")
def test_nobody_comes_upon_a_word_that_is_not_theirs() -> None:
    play(RUNS, STEPS)
    print(f"{Hall.played} steps in {RUNS} runs")
