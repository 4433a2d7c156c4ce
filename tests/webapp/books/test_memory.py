"""Remembered answers stay with the object that gave them."""

from __future__ import annotations

import gc
import inspect
import weakref

from webapp.books.memory import KeptValues, remembered


class Doubler:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    @remembered(2)
    def double(self, number: int, times: int = 2) -> int:
        """Give a multiple."""
        self.asked.append(number)
        return number * times


def test_an_answer_is_given_once_and_kept_as_long_as_there_is_room() -> None:
    one = Doubler()
    assert [one.double(n) for n in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert one.asked == [1, 2, 3, 2]
    assert one.double(1, times=5) == 5


def test_objects_share_nothing() -> None:
    one, other = Doubler(), Doubler()
    one.double(1)
    other.double(1)
    assert one.asked == other.asked == [1]


def test_answers_go_with_the_object() -> None:
    one = Doubler()
    one.double(1)
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_a_method_keeps_its_signature_and_words() -> None:
    assert list(inspect.signature(Doubler.double).parameters) == ["self", "number", "times"]
    assert Doubler.double.__doc__ == "Give a multiple."


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = KeptValues[str](2, 100, len)
    kept.put("a", "one")
    kept.put("b", "two")
    assert kept.get("a") == "one"
    kept.put("c", "three")
    assert [kept.get(key) for key in "abc"] == ["one", None, "three"]


def test_values_are_kept_up_to_so_many_bytes() -> None:
    kept = KeptValues[str](10, 10, len)
    for key, value in (("a", "1234"), ("b", "12345"), ("a", "12"), ("c", "123")):
        kept.put(key, value)
    assert [kept.get(key) for key in "bac"] == ["12345", "12", "123"]
    kept.put("d", "1")
    assert [kept.get(key) for key in "abcd"] == ["12", None, "123", "1"]
    kept.put("e", "longer than all there is room for")
    assert len(kept) == 0
