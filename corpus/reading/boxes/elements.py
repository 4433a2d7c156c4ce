"""Elements of XML by their names and attributes, whatever namespace and version of a format they are of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree.ElementTree import Element


def elements_named(root: Element, name: str) -> Iterator[Element]:
    """Give the elements of a name within another one."""
    return (element for element in root.iter() if name_of(element) == name)


def name_of(element: Element) -> str:
    """Give the name of an element without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def number(element: Element, name: str, otherwise: float = 0.0) -> float:
    """Give the number that an attribute states, ``otherwise`` where it states none that can be measured."""
    try:
        found = float(element.get(name, ""))
    except ValueError:
        return otherwise
    return found if math.isfinite(found) else otherwise
