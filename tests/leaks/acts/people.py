"""Joining and leaving organisations, losing a role in the middle of an act, closing accounts."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from balai.core.audience import Level
from balai.knowledge.actions.audiences import share_source
from balai.knowledge.voice.actions.communities import speak_for
from balai.library.actions import withdraw_source
from balai.people.actions import give_role, name_clients, take_role
from balai.people.actions.accounts import close_account
from tests.leaks.eyes import Eyes
from tests.leaks.memory import OF_THE_NODE
from tests.leaks.world import orgs, people, places
from tests.personas import ACCOUNTS, viewer


class PeopleActs(Eyes):
    """What becomes of people."""

    @rule(
        act=st.sampled_from(("join", "join", "leave", "name clients")),
        pick=places,
        who=people,
        org=orgs,
        role=st.sampled_from(("reviewer", "contributor")),
        named=st.sets(orgs),
        eye=places,
    )
    def belong(
        self, act: str, pick: int, who: str, org: str, role: str, named: set[str], eye: int
    ) -> None:
        """Let somebody into an organisation or out of it, or say who its clients are."""
        by = self.someone(pick, "steward")
        if act == "join":
            with self.allowed_to_fail():
                give_role(viewer=viewer(by), account_id=ACCOUNTS[who], organisation=org, role=role)
                self.memory.members[org].add(who)
        elif act == "leave":
            self.leave(by, who, org)
        else:
            with self.allowed_to_fail():
                name_clients(viewer=viewer(by), organisation_id=org, clients=named)
                self.memory.clients[org] = named - {org}
        self.look(eye)

    @precondition(lambda self: self.sources)
    @rule(pick=places, which=places, eye=places)
    def too_late(self, pick: int, which: int, eye: int) -> None:
        """Take a role from somebody who is about to act with it: the act is refused."""
        source = self.sources[which % len(self.sources)]
        org = self.memory.texts["source", source].organisation
        who = self.someone(pick, "reviewer", org)
        before = viewer(who)
        self.leave("farid", who, org)
        brought = self.brought_by(source) == who
        if viewer(who).has("reviewer", org) or not before.has("reviewer", org) or brought:
            return
        acts: list[Callable[[], object]] = [
            lambda: share_source(
                viewer=before, source_id=source, level=Level.CLEAR, reason="I could once."
            ),
            lambda: withdraw_source(viewer=before, source_id=source),
            lambda: speak_for(viewer=before, organisation_id=org, labels=[("country", "MY")]),
        ]
        with self.allowed_to_fail():
            acts[eye % len(acts)]()
            raise AssertionError(f"{who} acts with a role that was taken away")
        self.look(eye)

    @precondition(lambda self: not self.memory.closed)
    @rule(who=people, by_steward=st.booleans(), eye=places)
    def close(self, who: str, by_steward: bool, eye: int) -> None:
        """Close somebody's account, now and then, once in a run: from then on they see nothing."""
        if eye % 3 or who in OF_THE_NODE:
            return
        with self.allowed_to_fail():
            close_account(viewer=viewer("farid" if by_steward else who), account_id=ACCOUNTS[who])
            self.memory.close(who)
        self.look_everywhere(who)

    def leave(self, by: str, who: str, org: str) -> None:
        """Take every role in an organisation from somebody."""
        for role in ("reviewer", "contributor", "convenor"):
            with self.allowed_to_fail():
                take_role(viewer=viewer(by), account_id=ACCOUNTS[who], organisation=org, role=role)
        if org not in viewer(who).organisations:
            self.memory.members[org].discard(who)
