"""The tests cannot reach the network."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkUsedError


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "list.example"])
def test_a_test_cannot_connect_to_another_machine(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET

    with socket.socket(family) as client, pytest.raises(NetworkUsedError, match=address):
        client.connect((address, 80))


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises(NetworkUsedError, match=r"list\.example"):
        socket.create_connection(("list.example", 80))


def test_a_test_can_talk_to_its_own_server() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(("localhost", server.getsockname()[1])) as client,
    ):
        assert client.getpeername()[0] == "127.0.0.1"
