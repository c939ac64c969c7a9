"""backup, restore and doctor, each as a process of its own on a home on the disk."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from balai.cli.entry import FAULT, OK, REFUSED
from balai.config.backup import make_backup, restore_backup
from balai.config.in_use import serve, use
from balai.core.errors import BalaiError, Conflict, Invalid
from tests.cli.conftest import process

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.timeout(300),
]  # several processes, on a machine that may be busy


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """Return a copy of the filled home."""
    return Path(shutil.copytree(filled, tmp_path / "home"))


def _checks(home: Path, *arguments: str) -> dict[str, dict[str, Any]]:
    answer = process(home, "doctor", "--json", *arguments)
    checks = {each["check"]: each for each in answer.data}
    assert all(set(each) == {"check", "ok", "message", "hint"} for each in checks.values())
    assert answer.status == (OK if all(each["ok"] for each in checks.values()) else FAULT)
    return checks


def test_a_node_goes_into_a_file_and_comes_back_whole(home: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "node.tar", tmp_path / "other"
    made = process(home, "backup", file, "--json").data
    assert made["records"] > 50
    assert (made["files"], made["missing"]) == (2, [])
    assert file.stat().st_mode & 0o777 == 0o600
    back = process(other, "restore", file, "--json").data
    for name in ("records", "files", "hash", "journal"):
        assert back[name] == made[name]
    assert back["set_aside"] is None
    assert (other / "secret.key").read_text() == (home / "secret.key").read_text()
    checks = _checks(other, "--thorough")
    assert {name for name, each in checks.items() if not each["ok"]} == set()
    assert made["journal"] in checks["journal"]["message"]
    found = process(other, "search", "traders", "--json").data["hits"]
    assert [hit["source_name"] for hit in found] == ["harbour-market.md"]


def test_an_empty_home_is_asked_for(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "node.tar"
    process(home, "backup", file)
    refused = process(home, "restore", file, "--json")
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "home-not-empty")
    done = process(home, "restore", file, "--force", "--json").data
    aside = Path(done["set_aside"])
    assert aside.parent == home
    assert {"balai.sqlite3", "files", "secret.key"} <= {each.name for each in aside.iterdir()}
    assert _checks(home)["database"]["ok"]


def test_every_flipped_byte_is_found(home: Path, tmp_path: Path) -> None:
    """Bytes at the borders of every member, and a stride through all the rest."""
    file, bad = tmp_path / "node.tar", tmp_path / "bad.tar"
    make_backup(home, file)
    content = file.read_bytes()
    places = {0, 100, 300, 511, 512, len(content) - 1, len(content) - 10_240}
    places |= set(range(0, len(content), max(1, len(content) // 40)))
    for place in sorted(places):
        changed = bytearray(content)
        changed[place] ^= 0x01
        bad.write_bytes(changed)
        with pytest.raises(BalaiError) as caught:
            restore_backup(bad, tmp_path / "other")
        assert caught.value.kind in ("backup-broken", "backup-format"), place
        assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("keep", [0, 1, 511, 5_000, -1, -600, -11_000])
def test_a_cut_backup_is_found(home: Path, tmp_path: Path, keep: int) -> None:
    file = tmp_path / "node.tar"
    make_backup(home, file)
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])
    if keep in (-1, -600):  # only some of the zeros that end every tar are gone
        restore_backup(file, tmp_path / "other")
        return
    with pytest.raises(Invalid, match="no whole backup"):
        restore_backup(file, tmp_path / "other")


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    import tarfile

    for name in ("notes.txt", "../../etc/passwd", "files/ab/cd"):
        file = tmp_path / "strange.tar"
        with tarfile.open(file, "w") as tar:
            tar.addfile(tarfile.TarInfo(name))
            tar.addfile(tarfile.TarInfo("manifest.json"))
            tar.addfile(tarfile.TarInfo("seal"))
        with pytest.raises(Invalid, match="which no backup does"):
            restore_backup(file, tmp_path / "other")
    with pytest.raises(Invalid, match="cannot be read"):
        restore_backup(tmp_path / "absent.tar", tmp_path / "other")


def test_a_backup_of_a_newer_balai_is_refused(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "node.tar"
    make_backup(home, file)
    with pytest.raises(Invalid, match="newer Balai") as caught:
        restore_backup(file, tmp_path / "other", known=frozenset({"people.0001_initial"}))
    assert caught.value.kind == "backup-newer"


@pytest.mark.parametrize("is_there", [False, True])
def test_a_refused_restore_leaves_nothing(tmp_path: Path, is_there: bool) -> None:
    file, home = tmp_path / "node.tar", tmp_path / "far" / "home"
    file.write_bytes(b"no backup")
    if is_there:
        home.mkdir(parents=True)
    refused = process(home, "restore", file, "--json", TMPDIR=str(tmp_path))
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "backup-broken")
    left = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*")}
    assert left == {"node.tar"} | ({"far", "far/home"} if is_there else set())


def test_a_home_in_use_is_not_restored_into(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "node.tar"
    make_backup(home, file)
    held = use(home)
    with pytest.raises(Conflict) as caught:
        restore_backup(file, home, force=True)
    os.close(held)
    assert caught.value.kind == "in-use"
    restore_backup(file, home, force=True)


def test_a_restore_broken_off_is_said(home: Path) -> None:
    (home / "restore-unfinished").touch()
    refused = process(home, "search", "x", "--json")
    assert (refused.status, refused.data["error"]["kind"]) == (REFUSED, "restore-unfinished")
    assert not _checks(home)["home"]["ok"]


def test_a_backup_without_its_key(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "node.tar"
    process(home, "backup", file, "--without-key")
    process(tmp_path / "other", "restore", file)
    assert not (tmp_path / "other" / "secret.key").exists(), "made on the first use"


def test_a_backup_leaves_the_old_one_where_it_fails(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "node.tar"
    file.write_text("the old one")
    damaged = next((home / "files").rglob("[0-9a-f]" * 64))
    damaged.chmod(0o600)
    damaged.write_bytes(b"something else")
    with pytest.raises(Invalid, match="is damaged"):
        make_backup(home, file)
    assert file.read_text() == "the old one"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_doctor_finds_what_is_wrong(home: Path) -> None:
    first, second = sorted((home / "files").rglob("[0-9a-f]" * 64))
    first.unlink()
    second.chmod(0o600)
    second.write_bytes(b"something else")
    home.chmod(0o755)
    (home / "secret.key").chmod(0o644)
    with closing(sqlite3.connect(home / "balai.sqlite3")) as database, database:
        database.execute("UPDATE foundation_journalentry SET kind = 'people.invited' WHERE seq = 3")
        database.execute("DELETE FROM search_indexentry WHERE part = 'title'")
        database.execute("UPDATE foundation_task SET state = 'stuck' WHERE key LIKE 'propose:%'")
    checks = _checks(home)
    wrong = {name for name, each in checks.items() if not each["ok"]}
    assert wrong == {"home", "secret-key", "files", "journal", "tasks"}
    assert "1 missing, 1 damaged" in checks["files"]["message"]
    assert "Entry 3" in checks["journal"]["message"]
    assert "propose_candidates" in checks["tasks"]["message"]
    assert all(checks[name]["hint"] for name in wrong)


def test_doctor_finds_an_index_that_lacks_records_and_makes_it_anew(home: Path) -> None:
    with closing(sqlite3.connect(home / "balai.sqlite3")) as database, database:
        database.execute("DELETE FROM search_indexentry")
    assert "2 records are not in it" in _checks(home)["index"]["message"]
    assert _checks(home, "--rebuild-index")["index"]["ok"]


def test_doctor_looks_without_making_a_home(tmp_path: Path) -> None:
    answer = process(tmp_path / "nowhere", "doctor", "--json")
    assert answer.status == FAULT
    assert [(each["check"], each["ok"]) for each in answer.data] == [("home", False)]
    assert not (tmp_path / "nowhere").exists()


def test_doctor_survives_a_database_that_is_none(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    (home / "balai.sqlite3").write_bytes(b"not a database at all" * 100)
    checks = _checks(home)
    assert not checks["database"]["ok"]
    assert "journal" not in checks
    assert "disk" in checks


def test_an_upgrade_begins_with_a_backup(home: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(home / "balai.sqlite3")) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'search'")
        for table in (
            "search_words",
            "search_terms",
            "search_indexentry",
            "search_indexstate",
            "search_indexchange",
            "search_indexedfact",
            "search_savedsearch",
        ):
            database.execute(f"DROP TABLE IF EXISTS {table}")
    assert not _checks(home)["migrations"]["ok"]
    answer = process(home, "user", "list", "--json")
    assert answer.status == OK, answer.err
    (kept,) = (home / "backups").iterdir()
    assert str(kept) in answer.err
    restore_backup(kept, tmp_path / "before")
    assert _checks(home)["migrations"]["ok"]


def test_only_one_server_has_a_home(tmp_path: Path) -> None:
    serve(tmp_path)
    with pytest.raises(Conflict) as caught:
        serve(tmp_path)
    assert caught.value.kind == "already-running"


def test_the_manifest_can_be_read_with_any_tar(home: Path, tmp_path: Path) -> None:
    import tarfile

    file = tmp_path / "node.tar"
    made = make_backup(home, file)
    with tarfile.open(file) as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
        assert tar.extractfile("seal").read().decode() == made.seal
    assert manifest["journal"] == made.journal
    assert len([name for name in manifest["hashes"] if name.startswith("files/")]) == 2


def test_a_backup_made_before_a_deletion_alone_holds_and_brings_back_what_was_deleted(
    home: Path, tmp_path: Path
) -> None:
    """So docs/explanation/data-protection.md says of backups; also of bytes that no row shows."""
    before, after = tmp_path / "before.tar", tmp_path / "after.tar"
    make_backup(home, before)
    (source,) = {hit["source"] for hit in process(home, "search", "traders", "--json").data["hits"]}
    assert process(home, "source", "delete", source, "--yes").status == OK
    make_backup(home, after)
    for file, hits in ((before, 1), (after, 0)):
        other = tmp_path / file.stem
        process(other, "restore", file)
        assert len(process(other, "search", "traders", "--json").data["hits"]) == hits
        assert (b"traders" in file.read_bytes().lower()) is bool(hits)
