"""Asking the registry whether a known weakness is in what Balai installs (make audit).

    python tools/audit.py

The locks are looked at first: every line must pin a version and name hashes. Then pip-audit asks
about each. It lives in an environment of its own, so that its dependencies are not ours. Where it
cannot be installed, or the source of advisories does not answer, that is said and the status is
0: an audit that was not made is not passed, and it does not stop the work either. Status 1 is a
weakness found, or a lock without hashes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
TOOL = "pip-audit>=2.9,<3"
CANARY = "jinja2==2.4.1"
SECONDS = 300
_PINNED = re.compile(r"^[A-Za-z0-9_.-]+(\[[^\]]+\])?==\S+")


def unhashed(text: str) -> list[str]:
    """Return the requirements of a lock that pin no version or name no hash."""
    wrong = []
    for each in text.replace("\\\n", " ").splitlines():
        line = each.strip()
        if (
            line
            and not line.startswith("#")
            and not (_PINNED.match(line) and "--hash=sha256:" in line)
        ):
            wrong.append(line.split()[0])
    return wrong


def skipped(why: str) -> int:
    """Say that no audit was made."""
    sys.stderr.write(f"SKIPPED, nothing was audited: {why}\n")
    return 0


def installed(folder: Path) -> Path | None:
    """Return pip-audit in an environment of its own, None where it cannot be installed."""
    venv.create(folder, with_pip=True)
    pip = folder / "bin" / "pip"
    done = subprocess.run([pip, "install", "--quiet", TOOL], timeout=SECONDS)
    return folder / "bin" / "pip-audit" if done.returncode == 0 else None


def audit(tool: Path, lock: Path) -> list[dict[str, object]] | str:
    """Return what was answered about each package of a lock, or why none was."""
    command = [tool, "--disable-pip", "--require-hashes", "-r", lock, "--format", "json"]
    try:
        done = subprocess.run(
            [*command, "--progress-spinner", "off", "--timeout", "20"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return "the source of advisories took too long"
    try:
        told: list[dict[str, object]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return (done.stderr.strip().splitlines() or ["no answer"])[-1][:300]
    return told


def knows_weaknesses(tool: Path, folder: Path) -> bool:
    """Say whether the source of advisories knows the weakness of a package that has had one long.

    A registry's mirror may answer without any advisories, which looks like good news.
    """
    lock = folder / "canary.txt"
    lock.write_text(f"{CANARY} --hash=sha256:{'0' * 64}\n")
    told = audit(tool, lock)
    return not isinstance(told, str) and any(each.get("vulns") for each in told)


def main() -> int:
    wrong = [f"{name}: {each}" for name in LOCKS for each in unhashed((ROOT / name).read_text())]
    if wrong:
        sys.stderr.write("Not pinned by hash:\n" + "\n".join(wrong) + "\n")
        return 1
    print("Every requirement of both locks is pinned by hash.")
    with tempfile.TemporaryDirectory() as folder:
        try:
            tool = installed(Path(folder))
        except (OSError, subprocess.SubprocessError) as error:
            return skipped(f"pip-audit could not be installed ({type(error).__name__})")
        if tool is None:
            return skipped("pip-audit could not be installed")
        if not knows_weaknesses(tool, Path(folder)):
            return skipped(f"the source of advisories knows none of {CANARY}, which has some")
        answers: list[dict[str, object]] = []
        for name in LOCKS:
            told = audit(tool, ROOT / name)
            if isinstance(told, str):
                return skipped(told)
            answers += told
    for each in answers:
        if each.get("skip_reason"):
            print(f"NOT audited: {each['name']}: {each['skip_reason']}")
    weak = [each for each in answers if each.get("vulns")]
    for each in weak:
        print(f"{each['name']} {each['version']}: {json.dumps(each['vulns'])}")
    print(f"{len(weak)} packages with known weaknesses.")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
