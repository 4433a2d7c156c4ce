"""Frozen dataclasses that are made quickly, for the modules that every search loads.

For each class ``dataclass(frozen=True, slots=True)`` compiles seven methods in half a millisecond; the forty classes
loaded before the first answer took more of the processor than the search. Here only ``__init__`` is compiled, which is
called most. What else a value does is written once and asks for the fields by name. ``replace``, ``fields`` and
``asdict`` of :mod:`dataclasses` and type checkers take such a class for one of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(shape: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots: its values are equal, hashed and shown by their fields.

    Methods that the class has itself stay. What it takes from fields is what the program uses: defaults and factories
    of defaults.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(shape)
    names = [one.name for one in fields(made)]
    values: Callable[[object], object] = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def state(self: object) -> list[object]:
        return [getattr(self, name) for name in names]

    def restore(self: object, state: list[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    common = {"__eq__": equal, "__hash__": hashed, "__repr__": shown, "__getstate__": state, "__setstate__": restore,
              "__setattr__": _refused, "__delattr__": _refused}
    for name, method in common.items():
        if shape.__dict__.get(name) is None:
            setattr(made, name, method)
    if "__init__" not in shape.__dict__:
        made.__init__ = _init(made)
    done: type[T] = made
    return done


def _refused(self: object, name: str, *_: object) -> None:
    """Refuse to change a value."""
    raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be changed")


def _init(made: Any) -> Callable[..., None]:
    """Write and compile ``__init__``: it puts what it is given into the slots, which only their own setters can."""
    known: dict[str, Any] = {"MISSING": MISSING}
    head, body = ["self"], []
    for one in fields(made):
        name = one.name
        known |= {f"set_{name}": getattr(made, name).__set__, f"default_{name}": one.default}
        given = name
        if one.default_factory is not MISSING:
            known[f"make_{name}"] = one.default_factory
            given = f"make_{name}() if {name} is MISSING else {name}"
        optional = given != name or one.default is not MISSING
        head.append(f"{name}=default_{name}" if optional else name)
        body.append(f" set_{name}(self, {given})")
    exec(f"def __init__({', '.join(head)}):\n" + "\n".join(body), known)  # noqa: S102 - names of fields only
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init
