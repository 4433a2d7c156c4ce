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
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

PACKAGES = ("corpus", "indexer", "webapp")
SHORT, LONG = 2_000, 20_000
"""Characters of the two runs that are compared: linear is ten times as long, with the square a hundred times."""

SLOWER = 30.0
"""Between the two."""

NOTICED = 0.0003
"""Processor seconds below which a short run is not compared; the simplest pattern that takes the square of a run takes
some times as long on any machine."""

FELT = 0.02
"""Processor seconds below which a long run harms nobody: with the square of what was noticed it takes more."""

SUSPECTS = 4
"""The slowest short runs of a pattern are compared with long ones; what takes the square is among them."""

TRIES = 3
"""A pattern is slow only where it is each time: other programs may have the caches of the processor."""

GUARD = 2.0
"""Processor seconds after which one run is broken off; it is compared as having taken so long."""

PATIENCE = 4.0
"""Processor seconds for the short runs of one pattern; what is slow is among those done by then."""

SIGNS = (
    "a", "A", "я", "Я", "1", " ", "\n", "\t", ".", ",", "-", "—", "'", '"', "(", ")", "[", "]", "<", ">", "*", "_", "~",
    "&", ":", ";", "«", "»", "“", "\u00a0", "/", "\\", "#", "!", "?", "=", "|", "`", "…", "a ", "A ", "A. ", "1 ", "1,",
    "1.", ". ", "(a", "a)", " \n", "a\n", "- ", "<a ", "[1]", "«a", "a-",
)
"""What runs are made of: each class of sign, and pairs that end and begin what patterns look for."""

FEW = ("a", "Я", "1", " ", "\n", ".", "-", "(", "[", "<", "«", "a ", "A. ", "1,", "a\n")
"""Those of the quick version."""

ANCHORED = frozenset({"match", "fullmatch"})
SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split", "scanner"})


class Found(NamedTuple):
    """Where a pattern was found, and whether it is only ever held against the beginning of a text."""

    where: str
    anchored: bool


def patterns() -> dict[tuple[str, int], Found]:
    """Give every pattern of text with its flags, and where it was found: in modules, classes, data, and calls."""
    modules = [importlib.import_module(info.name) for package in PACKAGES
               for info in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")]
    trees = {module.__name__: ast.parse(Path(str(module.__file__)).read_text("utf-8")) for module in modules}
    uses = {name: _uses(tree) for name, tree in trees.items()}
    everywhere: dict[str, set[str]] = defaultdict(set)
    for of_module in uses.values():
        for called, ways in of_module.items():
            everywhere[called] |= ways
    found: dict[tuple[str, int], Found] = {}

    def add(pattern: str, flags: int, where: str, ways: set[str]) -> None:
        anchored = bool(ways) and ways <= ANCHORED
        known = found.get((pattern, flags))
        found[pattern, flags] = Found(known.where if known else where, anchored and (known is None or known.anchored))

    for module in modules:
        for name, value in list(vars(module).items()):
            for pattern, called in _inside(_loaded(value, module.__name__), name, set()):
                ways = (uses[module.__name__] if called.startswith("_") else everywhere).get(called, set())
                add(pattern.pattern, pattern.flags, f"{module.__name__}.{name}", ways)
        for literal, way in _called(trees[module.__name__]):
            with suppress(re.error):
                add(literal, re.compile(literal).flags, module.__name__, {way})
    return found


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """Give by the name of a variable or field the methods of patterns that are called on it, or on one of its parts."""
    uses: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ANCHORED | SEARCHING and (name := _name(node.value)):
            uses[name].add(node.attr)
        elif isinstance(node, ast.For | ast.comprehension):
            for target in ast.walk(node.target):
                if isinstance(target, ast.Name):
                    whole = node.iter.elts if isinstance(node.iter, ast.Tuple | ast.List) else [node.iter]
                    parts[target.id] |= {name for one in whole if (name := _name(one))}
    for part, names in parts.items():
        for name in names:
            uses[name] |= uses.get(part, set())
    return uses


def _name(of: ast.expr) -> str | None:
    """Give the name of what is asked, whichever of its parts, or what its methods give."""
    while isinstance(of, ast.Subscript | ast.Call):
        of = of.value if isinstance(of, ast.Subscript) else of.func
    if isinstance(of, ast.Attribute) and of.attr in ("values", "items"):
        of = of.value
    return of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else None


def _loaded(value: Any, module: str) -> Any:
    """Give what a loader of data gives, once it has been asked; anything else as it is."""
    cached = isinstance(value, functools._lru_cache_wrapper) and value.__module__ == module
    return value() if cached and not inspect.signature(value).parameters else value


def _inside(value: Any, name: str, seen: set[int]) -> Iterator[tuple[re.Pattern[str], str]]:
    """Go through lists, tables, classes and data objects of the project; gives patterns with what they are called."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value, name
        return
    if id(value) in seen or isinstance(value, str | bytes | int | float):
        return
    seen.add(id(value))
    parts: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        parts = [(name, part) for part in (*value.keys(), *value.values())]
    elif isinstance(value, list | tuple | set | frozenset) and not hasattr(value, "_fields"):
        parts = [(name, part) for part in value]
    elif isinstance(value, tuple):
        parts = list(zip(value._fields, value, strict=True))  # type: ignore[attr-defined]
    elif isinstance(value, type) and value.__module__.partition(".")[0] in PACKAGES:
        parts = list(vars(value).items())
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [(field.name, getattr(value, field.name, None)) for field in dataclasses.fields(value)]
    for called, part in parts:
        yield from _inside(part, called, seen)


def _called(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the patterns written into calls of the module re, each with the function called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args and (
                isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and node.func.attr != "compile":
                yield first.value, node.func.attr


def literals(pattern: str) -> list[str]:
    """Give the words and signs that stand in a pattern, the longest first: no more than six, and six single signs.

    A sign that would mean something else without its backslash, as a bracket, is one of them.
    """
    meant = re.sub(r"\\([^\w\s])", lambda escaped: chr(_APART + ord(escaped[1])), pattern)
    plain = re.sub(r"\\[AbBdDsSwWZ]|\(\?(?:[aiLmsux-]*[:)]|<?[=!]|>|P?<\w+>)|[\[\](){}|?*+^$.]", "\0", meant)
    said = {"".join(chr(ord(sign) - _APART) if ord(sign) >= _APART else sign for sign in one.replace("\\", ""))
            for one in plain.split("\0")} - {""}
    ordered = sorted(said, key=lambda one: (-len(one), one))
    return [*ordered[:6], *[one for one in ordered[6:] if len(one) == 1][:6]]


_APART = 0xF0000
"""What is added to the number of a sign to set it apart from one that means something in a pattern."""


class Run(NamedTuple):
    """What a text is made of: a beginning, what is repeated, an end."""

    begin: str
    unit: str
    end: str

    def of(self, length: int) -> str:
        """Give a text of about so many characters."""
        return self.begin + self.unit * (length // len(self.unit)) + self.end


def runs(pattern: str, signs: tuple[str, ...] = SIGNS) -> list[Run]:
    """Give what a pattern is tried on."""
    words = literals(pattern)
    units = (*signs, *(one for one in words if len(one) < 12))
    begins = ["", "a", *words] if signs == SIGNS else ["", *words[:1]]
    ends = ("", "\x01") if signs == SIGNS else ("\x01",)
    return [Run(begin, unit, end) for begin in begins for end in ends for unit in units]


def slowest(pattern: re.Pattern[str], *, anchored: bool = False, signs: tuple[str, ...] = SIGNS) -> tuple[float, str]:
    """Give by what factor the worst run takes longer at ten times its length, and what that run is; 0 for none."""
    timed, spent = [], 0.0
    for run in runs(pattern.pattern, signs):
        seconds = taken(pattern, run.of(SHORT), anchored=anchored)
        spent += seconds
        if seconds >= GUARD:
            return float("inf"), repr(tuple(run))
        if seconds >= NOTICED:
            timed.append((seconds, run))
        if spent > PATIENCE:
            break
    worst, kind = 0.0, ""
    for seconds, run in sorted(timed, key=lambda one: -one[0])[:SUSPECTS]:
        again = min(seconds, *(taken(pattern, run.of(SHORT), anchored=anchored) for _ in range(2)))
        factor = float("inf")
        for _ in range(TRIES):
            long = taken(pattern, run.of(LONG), anchored=anchored)
            factor = min(factor, long / max(NOTICED / 4, again) if long > FELT else 0.0)
            if factor <= SLOWER:
                break
        if factor > worst:
            worst, kind = factor, repr(tuple(run))
        if worst > SLOWER:
            break
    return worst, kind


class _TooLongError(Exception):
    pass


def taken(pattern: re.Pattern[str], text: str, *, anchored: bool = False) -> float:
    """Give the processor seconds of finding a pattern everywhere in a text, broken off after ``GUARD``.

    One that is only held against beginnings is tried there, and against the whole. The clock is that of the thread: the
    one of the process may go in ticks of milliseconds while a timer of it runs.
    """
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    begin = time.thread_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, GUARD)
        if anchored:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except _TooLongError:
        return GUARD
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.thread_time() - begin
