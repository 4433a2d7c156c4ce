"""What the package holds, and that it works where nothing but the package is."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("corpus", "indexer", "webapp")


CONTRIBUTORS = {"corpus/README.md", "indexer/README.md"}
"""What only those read who have the checkout."""


def checkout() -> set[str]:
    """Every file of the three packages in the checkout, data and code, that a user gets."""
    return {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    } - CONTRIBUTORS


def test_what_is_installed_is_what_the_checkout_has() -> None:
    held = set()
    for package in PACKAGES:
        with resources.as_file(resources.files(package)) as folder:
            held |= {
                f"{package}/{path.relative_to(folder)}"
                for path in folder.rglob("*")
                if path.is_file() and "__pycache__" not in path.parts
            }
    assert held - CONTRIBUTORS == checkout()


@pytest.mark.network
def test_the_wheel_has_every_file_and_no_other(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == checkout()
    for needed in ("corpus/data/catalogue/main/trials.toml", "corpus/data/specimen/files/en-specimen.pdf",
                   "webapp/templates/base.html", "corpus/py.typed", "webapp/manual/searching.md",
                   "webapp/manual/ru/start.md"):
        assert needed in names


def interpreter(version: str) -> str:
    """Give an interpreter of a version that is at hand: this one, one of the search path or of pyenv."""
    kept = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    for name in (sys.executable, f"python{version}", *map(str, kept)):
        try:
            told = subprocess.run([name, "-V"], capture_output=True, text=True, check=False).stdout
        except OSError:
            continue
        if told.startswith(f"Python {version}."):
            return name
    pytest.skip(f"no Python {version} is at hand")


@pytest.mark.network
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_a_clean_environment_away_from_the_checkout(wheel: Path, tmp_path: Path, version: str) -> None:
    venv, empty, user = (tmp_path / name for name in ("venv", "empty", "user"))
    empty.mkdir()
    user.mkdir()
    subprocess.run([interpreter(version), "-m", "venv", venv], check=True)
    bin_ = venv / "bin"
    pip = [bin_ / "python", "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", wheel], check=True, cwd=empty)
    subprocess.run([*pip, "check"], check=True, cwd=empty)
    environment = {"HOME": str(user), "PATH": f"{bin_}:{os.environ['PATH']}"}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, capture_output=True, text=True, cwd=empty, env=environment, check=False)

    demo = run("trials", "demo", "--no-serve")
    assert demo.returncode == 0, demo.stderr
    for part in ("· p. ", "counterpart: ru-specimen/", "citation: ", "»"):
        assert part in demo.stdout
    assert "specimen" in demo.stderr
    assert "trials fetch en-1936 en-1938" in demo.stderr
    assert run("trials", "--help").returncode == 0
    assert "trials" in run("trials", "--version").stdout
    home = user / ".local" / "share" / "trials-specimen"
    assert run("trials", "--home", str(home), "check").stdout.strip() == "everything is as it was written"
    warned = run("python", "-W", "error", "-c", "import corpus, indexer, webapp, webapp.cli")
    assert warned.returncode == 0, warned.stderr
    assert not list(empty.iterdir()), "nothing is written into the working directory"


@pytest.mark.network
def test_the_source_distribution_builds_the_same_wheel(source_copy: Path, wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "build", "--sdist", "-o", tmp_path, source_copy], check=True,
                   capture_output=True)
    (made,) = tmp_path.glob("*.tar.gz")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, made], check=True)
    (again,) = tmp_path.glob("*.whl")
    first, second = (
        {i.filename: i.CRC for i in zipfile.ZipFile(path).infolist() if not i.filename.endswith("RECORD")}
        for path in (wheel, again)
    )
    assert first == second
