"""The service and the site that the manual gives for a seminar are understood by systemd and nginx."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from documented import MANUAL, blocks

PAGE = MANUAL / "serving.md"


def block(language: str) -> str:
    """Give the one block of the page in a language."""
    (found,) = blocks(PAGE, language)
    return found


def program(name: str) -> str:
    """Give the path of a program, skipping where there is none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_service_is_understood(tmp_path: Path) -> None:
    analyze = program("systemd-analyze")
    server = tmp_path / "opt" / "now" / "bin" / "python3"
    server.parent.mkdir(parents=True)
    server.write_text("#!/bin/sh\n", "utf-8")
    server.chmod(0o755)
    unit = tmp_path / "trials.service"
    unit.write_text(block("ini").replace("/srv/trials", str(tmp_path)).replace("/opt/trials", str(tmp_path / "opt"))
                    .replace("User=trials", "User=root"), "utf-8")
    run = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False, timeout=60)
    said = [line for line in run.stderr.splitlines() if "trials.service" in line]
    assert not said, run.stderr


def test_service_starts_what_the_package_has() -> None:
    from importlib import import_module

    named = re.search(r"'([\w.]+):(\w+)\(\)'", block("ini"))
    assert named
    assert callable(getattr(import_module(named[1]), named[2]))


def test_site_is_understood(tmp_path: Path) -> None:
    nginx = program("nginx")
    place = tmp_path / "nginx.conf"
    place.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
                     f"http {{ access_log off; {block('nginx').replace('listen 80', 'listen 18080')} }}\n", "utf-8")
    run = subprocess.run([nginx, "-t", "-e", tmp_path / "error.log", "-c", place], capture_output=True, text=True,
                         check=False, timeout=60)
    assert "syntax is ok" in run.stderr, run.stderr
