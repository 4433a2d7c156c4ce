"""All regular expressions of the project, and how the time of each grows with the length of what it meets."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import inspect
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

PACKAGES = ("corpus", "indexer", "webapp")
SHORT, LONG = 2_000, 8_000
"""Characters of the two runs that are compared: linear is four times as long, with the square sixteen times."""

SLOWER = 7.0
"""Between the two."""

NOTICED = 0.0015
"""Processor seconds below which a short run is not compared: less than a microsecond a character."""

GUARD = 2.0
"""Processor seconds after which one run is broken off; it is compared as having taken so long."""

SIGNS = (
    "a", "A", "я", "Я", "1", " ", "\n", "\t", ".", ",", "-", "—", "'", '"', "(", ")", "[", "]", "<", ">", "*", "_", "~",
    "&", ":", ";", "«", "»", "“", "\u00a0", "/", "\\", "#", "!", "?", "=", "|", "`", "…", "a ", "A ", "A. ", "1 ", "1,",
    "1.", ". ", "(a", "a)", " \n", "a\n", "- ", "<a ", "[1]", "«a", "a-",
)
"""What runs are made of: each class of sign, and pairs that end and begin what patterns look for."""


def patterns() -> dict[tuple[str, int], str]:
    """Give every pattern of text with its flags, and where it was found: in modules, classes, data, and calls."""
    found: dict[tuple[str, int], str] = {}
    for package in PACKAGES:
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            module = importlib.import_module(info.name)
            for name, value in list(vars(module).items()):
                for pattern in _inside(_loaded(value, info.name), set()):
                    found.setdefault((pattern.pattern, pattern.flags), f"{info.name}.{name}")
            for literal in _called(Path(str(module.__file__))):
                with suppress(re.error):
                    found.setdefault((literal, re.compile(literal).flags), info.name)
    return found


def _loaded(value: Any, module: str) -> Any:
    """Give what a loader of data gives, once it has been asked; anything else as it is."""
    cached = isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module
    return value() if cached and not inspect.signature(value).parameters else value


def _inside(value: Any, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """Go through lists, tables, classes and data objects of the project."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
        return
    if id(value) in seen or isinstance(value, str | bytes | int | float):
        return
    seen.add(id(value))
    parts: list[Any] = []
    if isinstance(value, dict):
        parts = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = list(value)
    elif isinstance(value, type) and value.__module__.partition(".")[0] in PACKAGES:
        parts = list(vars(value).values())
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    for part in parts:
        yield from _inside(part, seen)


def _called(file: Path) -> Iterator[str]:
    """Give the patterns written into calls of the module re."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
        if call and isinstance(node.func.value, ast.Name) and node.func.value.id == "re":  # type: ignore[attr-defined]
            first = node.args[0]  # type: ignore[attr-defined]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def literals(pattern: str) -> list[str]:
    """Give the words and signs that stand in a pattern, the longest first, no more than six."""
    plain = re.sub(r"\\[AbBdDsSwWZ]|\(\?(?:[aiLmsux-]*[:)]|<?[=!]|>|P?<\w+>)|[\[\](){}|?*+^$.]", "\0", pattern)
    return sorted({one.replace("\\", "") for one in plain.split("\0")} - {""}, key=len, reverse=True)[:6]


def slowest(pattern: re.Pattern[str]) -> tuple[float, str]:
    """Give by what factor the worst run takes longer at four times its length, and what that run is; 0 for none."""
    begins = ["", "a", *literals(pattern.pattern)]
    worst, kind = 0.0, ""
    for unit in (*SIGNS, *(one for one in literals(pattern.pattern) if len(one) < 12)):
        for begin in begins:
            for end in ("", "\x01"):
                short = taken(pattern, begin + unit * (SHORT // len(unit)) + end)
                if short < NOTICED:
                    continue
                if short >= GUARD:
                    return float("inf"), repr((begin, unit, end))
                again = taken(pattern, begin + unit * (SHORT // len(unit)) + end)
                short = max(NOTICED / 2, min(short, again))
                factor = taken(pattern, begin + unit * (LONG // len(unit)) + end) / short
                if factor > worst:
                    worst, kind = factor, repr((begin, unit, end))
        if worst > SLOWER:
            break
    return worst, kind


class _TooLongError(Exception):
    pass


def taken(pattern: re.Pattern[str], text: str) -> float:
    """Give the processor seconds of finding a pattern everywhere in a text, broken off after ``GUARD``."""
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    begin = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, GUARD)
        for _ in pattern.finditer(text):
            pass
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TooLongError:
        return GUARD
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - begin
