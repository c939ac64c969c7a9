import subprocess
import sys
import threading
from pathlib import Path

import pytest

from balai.foundation.sqlite import cache as module
from balai.foundation.sqlite.cache import HomeCache


@pytest.fixture
def cache(tmp_path: Path) -> HomeCache:
    return HomeCache(str(tmp_path / "limits.sqlite3"), {})


def test_it_keeps_replaces_and_forgets(cache: HomeCache) -> None:
    assert cache.get("a") is None
    cache.set("a", [1.5, "x"])
    assert cache.get("a") == [1.5, "x"]
    cache.set("a", 2)
    assert cache.get("a") == 2
    assert cache.delete("a") is True
    assert cache.delete("a") is False
    assert cache.get("a", "other") == "other"
    cache.set_many({"a": 1, "b": 2})
    cache.clear()
    assert cache.get_many(["a", "b"]) == {}


def test_what_expired_is_gone_and_can_be_added_again(
    cache: HomeCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    assert cache.add("a", 1, timeout=30) is True
    assert cache.add("a", 2, timeout=30) is False
    assert cache.touch("a", timeout=60) is True
    now[0] += 59
    assert cache.get("a") == 1
    now[0] += 2
    assert cache.get("a") is None
    assert cache.touch("a", timeout=60) is False
    assert cache.add("a", 3, timeout=30) is True
    assert cache.get("a") == 3
    cache.set("for ever", 1, timeout=None)
    now[0] += 1e9
    assert cache.get("for ever") == 1


def test_what_expired_is_swept_out(cache: HomeCache, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    for number in range(50):
        cache.set(f"old {number}", 1, timeout=10)
    now[0] += 20
    for number in range(module._SWEPT_EVERY):
        cache.set("new", number, timeout=10)
    rows = cache._connection().execute("SELECT count(*) FROM kept").fetchone()
    assert rows == (1,)


def test_it_outlasts_the_process_that_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "limits.sqlite3"
    code = (
        "from django.conf import settings; settings.configure(); "
        "from balai.foundation.sqlite.cache import HomeCache; "
        f"HomeCache({str(path)!r}, {{}}).set('used', [1, 2], timeout=60)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert HomeCache(str(path), {}).get("used") == [1, 2]
    assert path.stat().st_mode & 0o077 == 0


def test_of_many_at_once_one_adds(tmp_path: Path) -> None:
    cache = HomeCache(str(tmp_path / "limits.sqlite3"), {})
    added: list[bool] = []
    go = threading.Barrier(8)

    def run() -> None:
        go.wait()
        added.append(cache.add("code", "used", timeout=30))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(added) == [False] * 7 + [True]


def test_a_file_that_was_taken_away_is_made_anew(cache: HomeCache, tmp_path: Path) -> None:
    cache.set("a", 1)
    for each in tmp_path.iterdir():
        each.unlink()
    assert cache.get("a") is None
    cache.set("a", 2)
    assert cache.get("a") == 2
