"""Tesseract, a program of its own (https://tesseract-ocr.github.io/tessdoc/): found at run time, never needed else."""

from __future__ import annotations

import hashlib
import re
import resource
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import SourceRefusedError, TrialsError, WrongUseError
from corpus.limits import MAX_ANSWER_BYTES, OCR_SECONDS, WORKER_MEMORY_BYTES

_LANGUAGES = re.compile(r"[A-Za-z][A-Za-z0-9_]{1,30}(?:\+[A-Za-z][A-Za-z0-9_]{1,30}){0,5}")
_VERSION = re.compile(r"tesseract v?([\w.-]+)")
_FOLDER = re.compile(r'in "([^"\n]+)"')
_ASK_SECONDS = 20.0
_CHECKSUM_CHARS = 12

RESOLUTION = 300
"""Dots an inch at which pages are drawn: the models are trained on such pictures."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Tesseract with models: ``program`` is its path, ``name`` says version and checksum of each model."""

    program: str
    languages: str
    name: str

    def recognise(self, picture: bytes, resolution: int = RESOLUTION) -> str:
        """Give the hOCR of a picture (PNG, JPEG, TIFF). Raises SourceRefusedError where Tesseract does not read it."""
        command = [self.program, "-", "-", "-l", self.languages, "--dpi", str(resolution), "hocr"]
        with subprocess.Popen(  # noqa: S603 -- no shell; the languages are checked, the picture goes to its input
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"OMP_THREAD_LIMIT": "1"}, start_new_session=True,
        ) as process:
            _limit(process.pid)
            try:
                answer, _ = process.communicate(picture, timeout=2 * OCR_SECONDS)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise SourceRefusedError(f"The page was not recognised within {2 * OCR_SECONDS:.0f} s.") from error
        if process.returncode or not answer or len(answer) > MAX_ANSWER_BYTES:
            raise SourceRefusedError("Tesseract could not read the page.", "Save the picture again as PNG.")
        return answer.decode("utf-8", "replace")


def find_engine(languages: str) -> Tesseract:
    """Find Tesseract with the models of ``languages`` (as ``rus+eng``).

    Raises WrongUseError for a name that is none, TrialsError with the command to install what is missing.
    """
    if not _LANGUAGES.fullmatch(languages):
        raise WrongUseError(f"{languages!r} names no models of Tesseract.", "Write for example --ocr rus+eng.")
    wanted = languages.split("+")
    packages = " ".join(["tesseract-ocr", *(f"tesseract-ocr-{one.replace('_', '-')}" for one in wanted)])
    program = shutil.which("tesseract")
    if program is None:
        raise TrialsError("Tesseract, which recognises scans, is not installed.",
                          f"Install it: sudo apt-get install {packages}; on macOS: brew install tesseract-lang")
    listed = _answer_of(program, "--list-langs")
    missing = sorted(set(wanted) - set(listed.split("\n")[1:]))
    if missing:
        packages = " ".join(f"tesseract-ocr-{one.replace('_', '-')}" for one in missing)
        raise TrialsError(f"Tesseract has no model for {', '.join(missing)}.",
                          f"Install it: sudo apt-get install {packages}")
    version = _VERSION.search(_answer_of(program, "--version"))
    models = ", ".join(f"{one} {_checksum(listed, one)}".strip() for one in wanted)
    return Tesseract(program, languages, f"tesseract {version.group(1) if version else '?'}; {models}")


def _answer_of(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=_ASK_SECONDS, check=False,  # noqa: S603
                              stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TrialsError("Tesseract is installed, but does not answer.", f"Try `{program} {option}`.") from error
    return (done.stdout + done.stderr).decode("utf-8", "replace").replace("\r", "")


def _checksum(listed: str, language: str) -> str:
    """Give the beginning of a model's checksum, empty where Tesseract does not say where its models are."""
    folder = _FOLDER.search(listed)
    with suppress(OSError):
        if folder:
            data = (Path(folder.group(1)) / f"{language}.traineddata").read_bytes()
            return f"sha256:{hashlib.sha256(data).hexdigest()[:_CHECKSUM_CHARS]}"
    return ""


def _limit(process_id: int) -> None:
    """Limit memory and time of the process where the system can; the clock ends it anywhere."""
    if hasattr(resource, "prlimit"):
        with suppress(OSError):
            resource.prlimit(process_id, resource.RLIMIT_CPU, (int(OCR_SECONDS), int(OCR_SECONDS) + 1))
            resource.prlimit(process_id, resource.RLIMIT_AS, (2 * WORKER_MEMORY_BYTES, 2 * WORKER_MEMORY_BYTES))
