"""Addresses of clusters: what is read, what is refused, and that no password is told."""

from __future__ import annotations

import pytest

from corpus.errors import WrongUseError
from indexer.cluster.address import ClusterAddress, ClusterNode


def test_nodes_come_in_their_order_with_the_usual_port() -> None:
    address = ClusterAddress.parse("mysql://one.example:9307,two.example,[::1]:9306/")
    assert address.nodes == tuple(
        ClusterNode(host, port) for host, port in (("one.example", 9307), ("two.example", 9306), ("::1", 9306)))
    assert str(address) == "mysql://one.example:9307,two.example:9306,[::1]:9306"


def test_a_password_is_taken_and_never_told() -> None:
    address = ClusterAddress.parse("mysql://reader:se%40cret@one.example:9306")
    assert (address.user, address.password) == ("reader", "se@cret")
    assert "cret" not in f"{address} {address!r}" and "reader" not in f"{address}"


@pytest.mark.parametrize("text", [
    "", "mysql://", "one.example:9306", "http://one.example:9306", "mysql://one.example:port", "mysql://one,one",
    "mysql://one,,two", "mysql://one/path?x=1", "mysql://" + ",".join(f"n{number}" for number in range(65)),
])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError) as refused:
        ClusterAddress.parse(text)
    assert "mysql://host:port" in refused.value.advice


@pytest.mark.parametrize("text", ["http://reader:secret@one", "mysql://reader:secret@one:port", "mysql://r:secret@a,a"])
def test_a_refusal_does_not_repeat_a_password(text: str) -> None:
    with pytest.raises(WrongUseError) as refused:
        ClusterAddress.parse(text)
    assert "secret" not in str(refused.value)
