"""Pages a second of the PDF reader beside others: ``bench_pdf.py [--rounds N] FILE ...``.

Each file is read by this program's reader, by pdfminer.six's ``extract_text`` and, where it is installed, by
pdftotext of poppler-utils (which is a program of its own: its start counts). They take turns, ``--rounds`` times;
the best time of each counts. Times are processor seconds, so that other work on the machine matters little. Printed are
pages a second, and how many times as fast as pdfminer.six this program reads.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from corpus.errors import TrialsError
from corpus.reading.pdf.reader import read_pdf

Reader = Callable[[Path], object]


def own(path: Path) -> object:
    """Read with this program."""
    return read_pdf(path.read_bytes(), path.name)


def pdfminer(path: Path) -> object:
    """Read with pdfminer.six and its usual layout."""
    from pdfminer.high_level import extract_text

    return extract_text(path)


def poppler(path: Path) -> object:
    """Read with pdftotext."""
    program = shutil.which("pdftotext") or ""
    return subprocess.run([program, str(path), "-"], stdout=subprocess.DEVNULL, check=True)


def pages(path: Path) -> int:
    """Count the pages of a file."""
    from pdfminer.pdfpage import PDFPage

    return sum(1 for _ in PDFPage.get_pages(BytesIO(path.read_bytes())))


def seconds(reader: Reader, path: Path) -> float:
    """Give the processor seconds a reader takes, in this process and in those it starts."""
    before = time.process_time() + sum(os.times()[2:4])
    reader(path)
    return time.process_time() + sum(os.times()[2:4]) - before


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    asked = parser.parse_args()
    readers: dict[str, Reader] = {"trials": own, "extract_text": pdfminer}
    if shutil.which("pdftotext"):
        readers["pdftotext"] = poppler
    print(f"{'file':40} {'pages':>5}" + "".join(f"{name:>14}" for name in readers) + "   ratio")
    for path in asked.files:
        try:
            own(path)
        except (TrialsError, OSError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            return 1
        best = dict.fromkeys(readers, float("inf"))
        for _ in range(asked.rounds):
            for name, reader in readers.items():
                best[name] = min(best[name], seconds(reader, path))
        count = pages(path)
        speeds = "".join(f"{count / max(time, 0.001):14.1f}" for time in best.values())
        print(f"{path.name:40} {count:5}{speeds}{best['extract_text'] / best['trials']:8.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
