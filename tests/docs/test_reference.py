"""docs/reference says what the code does: every command, setting, address, kind and dependency."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _check(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, str(root / "tools" / "docs.py"), "--check"],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def test_the_reference_is_what_the_code_says() -> None:
    done = _check(ROOT)
    assert (done.returncode, done.stderr) == (0, "")


GONE = {
    "settings.md": ("BALAI_PUBLIC_URL", "settings.md lacks"),
    "dependencies.md": ("`granian`", "dependencies.md says nothing of granian"),
    "journal.md": ("library.source-added", "journal.md lacks"),
}


def test_a_line_that_is_missing_is_named(tmp_path: Path) -> None:
    for each in ("tools", "docs/reference"):
        (tmp_path / each).mkdir(parents=True)
    for each in ("src", "tests", "pyproject.toml", "tools/asvs.py"):
        (tmp_path / each).symlink_to(ROOT / each)
    (tmp_path / "tools" / "docs.py").write_text((ROOT / "tools" / "docs.py").read_text())
    for kept in (ROOT / "docs" / "reference").glob("*.md"):
        gone = GONE.get(kept.name, ("\0", ""))[0]
        lines = [each for each in kept.read_text().splitlines() if gone not in each]
        (tmp_path / "docs" / "reference" / kept.name).write_text("\n".join(lines))
    done = _check(tmp_path)
    assert done.returncode == 1
    assert [said for _, said in GONE.values() if said not in done.stderr] == []


def test_every_page_of_the_documentation_leads_somewhere() -> None:
    """A link to a page of ours has that page at its end."""
    broken = []
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert broken == []
