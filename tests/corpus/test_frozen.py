"""Frozen classes are dataclasses to whoever uses them: each behaviour is compared with the standard library's own."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.frozen import frozen


@frozen
class Quick:
    """Made by our decorator."""

    name: str
    number: int = 0
    parts: tuple[int, ...] = ()
    more: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"<{self.name}>"


@dataclass(frozen=True, slots=True)
class Slow:
    """The same, made by the standard library."""

    name: str
    number: int = 0
    parts: tuple[int, ...] = ()
    more: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"<{self.name}>"


@frozen
class Single:
    """Of one field."""

    part: object


@frozen
class OwnStart:
    """With an ``__init__`` and an equality of its own."""

    text: str

    def __init__(self, *letters: str) -> None:
        object.__setattr__(self, "text", "".join(letters))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnStart) and self.text.lower() == other.text.lower()

    def __hash__(self) -> int:
        return hash(self.text.lower())


VALUES = st.tuples(st.text(max_size=2), st.integers(0, 2), st.tuples(st.integers(0, 1)))


@given(VALUES, VALUES)
def test_equality_and_hashes_are_those_of_the_fields(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert (Quick(*one) == Quick(*other)) is (Slow(*one) == Slow(*other)) is (one == other)
    assert repr(Quick(*one)) == repr(Slow(*one)).replace("Slow", "Quick")
    if one == other:
        assert hash(Single(one)) == hash(Single(other))


def test_other_classes_are_never_equal() -> None:
    assert Quick("a") != Slow("a")
    assert Single("a") != "a"
    assert Single(Single("a")) != Single("a")


@pytest.mark.parametrize("shape", [Quick, Slow])
def test_defaults_are_made_anew_and_names_are_checked(shape: Any) -> None:
    assert shape("a").more == {} and shape("a").more is not shape("a").more
    assert shape(name="a", parts=(1,)).parts == (1,)
    for wrong in ({}, {"name": "a", "other": 1}):
        with pytest.raises(TypeError):
            shape(**wrong)


@pytest.mark.parametrize("shape", [Quick, Slow])
def test_nothing_can_be_changed(shape: Any) -> None:
    made = shape("a")
    for change in (lambda: setattr(made, "name", "b"), lambda: delattr(made, "name")):
        with pytest.raises(FrozenInstanceError):
            change()
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        made.other = 1
    assert made == shape("a") and not hasattr(made, "__dict__")


def test_dataclasses_take_them_for_theirs() -> None:
    made = Quick("a", 1, (2,), {"b": 3})
    assert is_dataclass(made) and [one.name for one in fields(made)] == ["name", "number", "parts", "more"]
    assert asdict(made) == {"name": "a", "number": 1, "parts": (2,), "more": {"b": 3}}
    assert replace(made, number=5) == Quick("a", 5, (2,), {"b": 3})
    match made:
        case Quick(name, number):
            assert (name, number) == ("a", 1)
    assert copy.deepcopy(made) == copy.copy(made) == made


def test_what_a_class_has_itself_stays() -> None:
    assert str(Quick("a")) == "<a>"
    made = OwnStart("a", "B")
    assert made == OwnStart("Ab") and hash(made) == hash(OwnStart("AB")) and made.text == "aB"
    assert copy.copy(made).text == "aB"
    with pytest.raises(FrozenInstanceError):
        made.text = "c"  # type: ignore[misc]
