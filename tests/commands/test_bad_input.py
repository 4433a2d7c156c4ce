"""Files that are no texts: a clear message, the right exit code, and everything held as it was."""

from __future__ import annotations

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest
from command import Outcome, hits, snapshot, trials
from pdf_maker import Page, make_pdf, paragraph

NOTE = "Alpha beta gamma delta epsilon. Zeta eta theta iota kappa lambda.\n\nMu nu xi omicron pi rho.\n"


def _pdf() -> bytes:
    return make_pdf([Page(paragraph(i, 6), number=str(i + 1)) for i in range(4)])


def _encrypted() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(72, 700, "alpha beta gamma")
    canvas.save()
    return out.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "empty.pdf": (b"", "empty"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(60), "picture"),
    "picture.txt": (b"\xff\xd8\xff\xe0" + bytes(60), "picture"),
    "archive.zip": (b"PK\x03\x04" + bytes(60), "archive"),
    "report.docx": (b"PK\x03\x04\x14\x00\x06\x00" + bytes(60), "zip archive"),
    "program": (b"\x7fELF" + bytes(60), "program"),
    "noise.txt": (bytes(range(256)) * 8, "not text"),
    "broken.txt": (("слова " * 40).encode() + b"\xd0\xff\xfe" + ("слова " * 40).encode(), "broken bytes"),
    "truncated.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "PDF"),
    "page.pdf": (b"%PDF-1.4\n<html><body><p>Not found</p></body></html>", "PDF"),
}


def _untouched(home: Path, *arguments: object) -> Outcome:
    """Call the command and check that library, index and sources are byte for byte what they were."""
    before = snapshot(home)
    answer = trials(*arguments, home=home)
    assert snapshot(home) == before
    assert "Traceback" not in answer.err
    assert answer.out == ""
    return answer


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_text(own_home: Path, tmp_path: Path, name: str) -> None:
    data, cause = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    answer = _untouched(own_home, "add", path)
    assert answer.code == 3
    assert cause.lower() in answer.err.lower()
    assert len(answer.err.splitlines()) >= 2, "what to do is said too"


def test_an_encrypted_pdf(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "closed.pdf"
    path.write_bytes(_encrypted())
    answer = _untouched(own_home, "add", path)
    assert answer.code == 3
    assert "password" in answer.err or "encrypted" in answer.err


def test_a_pdf_cut_short_is_never_taken_in_silence(own_home: Path, tmp_path: Path) -> None:
    whole = _pdf()
    path = tmp_path / "short.pdf"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    answer = trials("add", path, home=own_home)
    assert answer.code == 3 or "doubt" in answer.err


def test_a_web_page_called_pdf_is_read_as_what_it_is(own_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "saved.pdf"
    path.write_bytes(b"<html><head><title>Saved</title></head><body><p>alpha beta quixotic</p></body></html>")
    assert trials("add", path, home=own_home).code == 0
    data = trials("search", "quixotic", "--json", home=own_home).data
    assert data["hits"][0]["document"] == "saved"


def test_a_path_that_is_not_there(own_home: Path, tmp_path: Path) -> None:
    answer = _untouched(own_home, "add", tmp_path / "missing.txt")
    assert answer.code == 3
    assert "does not exist" in answer.err


def test_a_folder_without_texts(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    assert _untouched(own_home, "add", folder).code == 3
    (folder / "a.png").write_bytes(BAD["picture.png"][0])
    (folder / ".hidden.txt").write_text(NOTE, "utf-8")
    answer = _untouched(own_home, "add", folder)
    assert answer.code == 3
    assert "a.png" in answer.err


def test_a_pipe_does_not_block(own_home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert _untouched(own_home, "add", pipe).code == 3


@pytest.mark.parametrize(
    ("options", "code", "cause"),
    [
        (["--edition", "en-1700"], 3, "en-1700"),
        (["--edition", "en-specimne"], 3, "Did you mean: en-specimen"),
        (["--edition", "en-specimen", "--document", "x"], 2, "excludes"),
        (["--edition", "en-specimen", "--kind", "cited"], 2, "excludes"),
        (["--document", "search"], 2, "taken"),
        (["--document", "pairs"], 2, "taken"),
        (["--document", "en-specimen"], 2, "taken"),
        (["--document", "essay"], 2, "here already"),
        (["--document", "../up"], 2, "identifier"),
        (["--document", "Capital"], 2, "identifier"),
        (["--document", "a" * 81], 2, "identifier"),
        (["--kind", "transcript"], 2, "kind"),
        (["--lang", "klingon"], 2, "Known are: de, en,"),
        (["--lang", "RU"], 2, "Known are: de, en,"),
        (["--edition", "en-specimen", "--lang", "ru"], 2, "another language"),
    ],
)
def test_options_that_cannot_be(
    own_home: Path, tmp_path: Path, options: list[str], code: int, cause: str
) -> None:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, "utf-8")
    answer = _untouched(own_home, "add", path, *options)
    assert answer.code == code
    assert cause in answer.err


def test_the_homes_own_copies_are_not_added(own_home: Path) -> None:
    assert _untouched(own_home, "add", own_home / "sources").code == 2


def test_one_bad_file_of_many(own_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "good.txt").write_text(NOTE.replace("Alpha", "Quagga"), "utf-8")
    (folder / "bad.png").write_bytes(BAD["picture.png"][0])
    (folder / "empty.txt").write_bytes(b"")
    answer = trials("add", folder, home=own_home)
    assert answer.code == 7
    assert "bad.png" in answer.err
    assert "empty.txt" in answer.err
    assert hits(own_home, "quagga") == 1
    assert trials("check", home=own_home).code == 0


@pytest.mark.parametrize("arguments", [("add", "{note}"), ("reindex", "--full"), ("reindex",)])
def test_a_full_disk(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(NOTE, "utf-8")
    expected = trials("search", "light", "--json", home=own_home).data
    before = snapshot(own_home)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        answer = trials(*(str(note) if a == "{note}" else a for a in arguments), home=own_home)
    assert answer.code == 3
    assert "No space left" in answer.err
    assert snapshot(own_home) == before
    assert trials("search", "light", "--json", home=own_home).data == expected
    assert trials("reindex", home=own_home).code == 0


def test_a_disk_that_fills_up_later(own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = trials("search", "light", "--json", home=own_home).data
    real = os.fsync
    for allowed in (1, 3, 8, 15, 25):
        left = [allowed]

        def failing(handle: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(handle)

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing)
            code = trials("reindex", "--full", home=own_home).code
        assert code in (0, 3)
        assert trials("search", "light", "--json", home=own_home).data == expected
    assert trials("reindex", home=own_home).code == 0
    assert trials("check", home=own_home).code == 0
