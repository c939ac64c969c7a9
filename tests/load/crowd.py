"""A crowd of phones, each a task of one process: they vote, look at results, and keep what is owed.

A phone holds one connection and asks for one thing at a time, as a browser's page does. A vote
counts as acknowledged when the node's answer names its statement; one without an answer is sent
again with the same turn, as `room.js` does.

    python -m tests.load.crowd PORT ROOM CODE PEOPLE SECONDS
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

VOTES_EVERY, LOOKS_EVERY = 5.0, 4.0
_CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
_IDS = re.compile(rb'(?:data-id|name="statement" value)="(\w{26})"')


@dataclass
class Seen:
    """What the crowd saw: seconds of each answer, faults by what they were, and votes owed."""

    votes: list[float] = field(default_factory=list)
    results: list[float] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)
    kept: dict[str, dict[str, int]] = field(default_factory=dict)
    joined: float = 0.0

    def fault(self, what: str) -> None:
        """Count a fault."""
        self.faults[what] = self.faults.get(what, 0) + 1


class Phone:
    """One device in the room."""

    def __init__(self, port: int, room: str, code: str, seen: Seen, seed: int) -> None:
        self.port, self.room, self.code, self.seen = port, room, code, seen
        self.chance = random.Random(seed)
        self.cookies: dict[str, str] = {}
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.csrf = self.mark = ""
        self.turn = 0
        self.owed: list[dict[str, Any]] = []
        self.kept: dict[str, int] = {}
        self.one_at_a_time = asyncio.Lock()

    async def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask for something on the phone's one connection, opened anew where it was cut."""
        async with self.one_at_a_time:
            if self.streams is None:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                return await asyncio.wait_for(self._ask(method, path, body, headers), 30)
            except (OSError, EOFError, asyncio.IncompleteReadError, TimeoutError):
                self.streams[1].close()
                self.streams = None
                raise

    async def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        assert self.streams is not None
        reader, writer = self.streams
        given = {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body))}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        await writer.drain()
        status = int((await reader.readuntil(b"\r\n")).split()[1])
        got: dict[str, str] = {}
        while (line := (await reader.readuntil(b"\r\n")).strip()) != b"":
            name, _colon, value = line.decode("latin-1").partition(": ")
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key.strip()] = rest.partition(";")[0]
            got[name.lower()] = value
        if status in (204, 304) or method == "HEAD":
            return status, got, b""
        if got.get("transfer-encoding") == "chunked":
            content = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
            return status, got, content
        return status, got, await reader.readexactly(int(got.get("content-length", "0")))

    async def come_in(self) -> None:
        """Come in by the code."""
        path = f"/join/{self.code}/"
        _status, _headers, page = await self.ask("GET", path)
        found = _CSRF.search(page)
        assert found is not None, page[:500]
        form = b"csrfmiddlewaretoken=" + found[1]
        status, headers, page = await self.ask(
            "POST", path, form, Content_Type="application/x-www-form-urlencoded"
        )
        assert status == 302, (status, page[:500])
        assert "room" in self.cookies, headers

    async def vote(self) -> None:
        """Vote on the next statement, with whatever is still owed."""
        began = time.perf_counter()
        if not self.csrf:
            await self.look_at_page()
        if self.ahead:
            self.turn += 1
            self.owed.append(
                {
                    "statement": self.ahead.pop(0),
                    "value": self.chance.choice((1, 1, 1, -1, 0)),
                    "device": "crowd",
                    "turn": self.turn,
                }
            )
        if not self.owed:
            await self.look_at_page()
            return
        began = time.perf_counter()
        status, _headers, body = await self.ask(
            "POST",
            f"/rooms/{self.room}/votes/",
            json.dumps({"votes": self.owed}).encode(),
            Content_Type="application/json",
            Accept="application/json",
            X_CSRFToken=self.csrf,
        )
        self.seen.votes.append(time.perf_counter() - began)
        if status != 200:
            self.seen.fault(f"vote {status}")
            return
        kept = set(json.loads(body)["kept"])
        for each in self.owed:
            if each["statement"] in kept:
                self.kept[each["statement"]] = each["value"]
        self.owed = [each for each in self.owed if each["statement"] not in kept]
        if not self.ahead:
            await self.look_at_page()

    async def look_at_page(self) -> None:
        """Load the page: a token for the form, and the statements that come next."""
        status, _headers, page = await self.ask("GET", f"/rooms/{self.room}/")
        if status != 200:
            self.seen.fault(f"page {status}")
            return
        found = _CSRF.search(page)
        self.csrf = found[1].decode() if found else ""
        asked = dict.fromkeys(each.decode() for each in _IDS.findall(page))
        self.ahead = [each for each in asked if each not in self.kept]

    ahead: list[str] = []

    async def look(self) -> None:
        """Look at the results."""
        began = time.perf_counter()
        given = {"HX_Request": "true"} | ({"If_None_Match": self.mark} if self.mark else {})
        status, headers, _body = await self.ask("GET", f"/rooms/{self.room}/results/", **given)
        self.seen.results.append(time.perf_counter() - began)
        if status not in (200, 304):
            self.seen.fault(f"results {status}")
        self.mark = headers.get("etag", self.mark)


async def _again(phone: Phone, act: Any, every: float, until: float) -> None:
    await asyncio.sleep(phone.chance.random() * every)
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            await act()
        except (OSError, EOFError, asyncio.IncompleteReadError, TimeoutError) as error:
            phone.seen.fault(f"connection {type(error).__name__}")
        await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))


async def crowd(port: int, room: str, code: str, people: int, seconds: float) -> Seen:
    """Let people come in and take part for so many seconds; return what they saw."""
    seen = Seen()
    phones = [Phone(port, room, code, seen, seed) for seed in range(people)]
    began = time.monotonic()
    for each in phones:
        await each.come_in()
    seen.joined = time.monotonic() - began
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(_again(each, each.vote, VOTES_EVERY, until) for each in phones),
        *(_again(each, each.look, LOOKS_EVERY, until) for each in phones),
    )
    for each in phones:  # what was owed at the end is sent once more, as a phone does
        for _try in range(5):
            if each.owed:
                try:
                    await each.vote()
                except (OSError, EOFError, asyncio.IncompleteReadError):
                    await asyncio.sleep(1)
    seen.kept = {each.cookies["room"]: each.kept for each in phones}
    return seen


def main() -> None:
    """Be a crowd; print what was seen as JSON."""
    port, room, code, people, seconds = sys.argv[1:]
    seen = asyncio.run(crowd(int(port), room, code, int(people), float(seconds)))
    json.dump(seen.__dict__, sys.stdout)


if __name__ == "__main__":
    main()
