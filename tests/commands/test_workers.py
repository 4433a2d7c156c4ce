"""``trials ingest --workers``: the same library as with ``--jobs``, read by a scheduler's workers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command import hits, trials

distributed = pytest.importorskip("distributed", reason="dask.distributed is absent: pip install '.[workers]'")
pytestmark = pytest.mark.slow


def answer_of(home: Path, *arguments: Any) -> list[Any]:
    assert trials("ingest", *arguments, home=home).code == 0
    return [{**row, "source": row["source"]["file"]} for row in trials("export", "--format", "jsonl", home=home).lines]


def test_workers_read_what_processes_here_read(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"AMBER: lorem ipsum {number}.\n\nBIRCH: dolor.\n", "utf-8")
    for home in ("here", "far"):
        for number in range(3):
            added = trials("add", tmp_path / f"{number}.txt", "--document", f"text-{number}", "--kind", "cited",
                           "--no-ingest", home=tmp_path / home)
            assert added.code == 0, added.err
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None, host="127.0.0.1",
    ) as cluster:
        far = answer_of(tmp_path / "far", "--workers", cluster.scheduler_address)
    assert far == answer_of(tmp_path / "here", "--jobs", 2)


def test_without_a_scheduler_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.processes.far.FAR_WAIT_SECONDS", 0.5)
    (tmp_path / "a.txt").write_text("Lorem ipsum.\n", "utf-8")
    home = tmp_path / "home"
    assert trials("add", tmp_path / "a.txt", "--document", "a", home=home).code == 0
    (tmp_path / "b.txt").write_text("Dolor sit.\n", "utf-8")
    assert trials("add", tmp_path / "b.txt", "--document", "b", "--no-ingest", home=home).code == 0
    gone = trials("ingest", "--workers", "tcp://127.0.0.1:1", home=home)
    assert gone.code == 3 and "does not answer" in gone.err
    assert hits(home, "lorem") == 1
