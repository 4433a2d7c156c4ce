"""A text that is held twice, in two formats or under two names, is said to be; texts that only begin alike are not."""

from __future__ import annotations

from pathlib import Path

from corpus.acquisition.adding import add
from corpus.acquisition.particulars import Wanted
from corpus.catalogue.catalogue import load
from corpus.ingest.run import ingest
from corpus.storage.home import Home

LINES = [f"The porter of gate {n} saw the barge at the mole before dawn." for n in range(9)]


def test_a_document_in_two_formats_is_said_to_be_held_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(LINES), "utf-8")
    (tmp_path / "b.html").write_text("".join(f"<p>{line}</p>" for line in LINES), "utf-8")
    (tmp_path / "c.txt").write_text("\n\n".join([LINES[0], *LINES[2:]]), "utf-8")
    (tmp_path / "d.txt").write_text("Yes.", "utf-8")
    (tmp_path / "e.txt").write_text("Yes.", "utf-8")
    home = Home(tmp_path / "home", "specimen").create()
    for name in ("a.txt", "b.html", "c.txt", "d.txt", "e.txt"):
        add(home, load("specimen"), [tmp_path / name], Wanted(kind="cited"))
    report = ingest(home)
    said = {info.id: [(d["code"], d.get("document")) for d in entry["doubts"] if d["code"] == "document-held-twice"]
            for info, entry in zip(report.texts, report.entries, strict=True)}
    assert said == {"a": [], "b": [("document-held-twice", "a")], "c": [], "d": [], "e": []}
