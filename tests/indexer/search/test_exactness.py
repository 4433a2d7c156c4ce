"""The command that holds any home to a plain scan."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tiny import tiny_home, tiny_text

from corpus.storage.library import write_library

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "exactness.py"
ENGLISH = ["Lorem ipsum dolor sit amet, not consectetur.\nAdipiscing “elit” not", "sed do do do eiusmod do do do"] * 4
RUSSIAN = ["Не признаю, что ёлка — не ель.\nПраво-левый уклон", "Я не я, и лошадь не моя: не я, не я"] * 4


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), "--home", str(place), *arguments],
        capture_output=True, text=True, check=False, timeout=120,
        env={"PYTHONPATH": str(SCRIPT.parents[1]), "PYTHONIOENCODING": "utf-8"},
    )


def test_a_sound_index_passes(tmp_path: Path) -> None:
    tiny_home(tmp_path, [tiny_text("en-x", ENGLISH), tiny_text("ru-x", RUSSIAN, lang="ru")])
    done = run(tmp_path, "--phrases", "300", "--altered", "60", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cut: 300 phrases (en " in done.stdout
    assert "altered: 60 phrases" in done.stdout
    assert "seed 3: 0 differences" in done.stdout


def test_an_index_of_another_library_fails(tmp_path: Path) -> None:
    home = tiny_home(tmp_path, [tiny_text("en-x", ENGLISH)])
    write_library(home, [tiny_text("en-x", [*ENGLISH, "lorem ipsum dolor sit amet"])], [], {})
    done = run(tmp_path, "--phrases", "200", "--seed", "3")
    assert done.returncode == 1
    assert "differ" in done.stdout


def test_no_home(tmp_path: Path) -> None:
    done = run(tmp_path / "none")
    assert done.returncode == 3
    assert "no texts yet" in done.stderr
