"""What every test may count on: no network, the official lists if given, a second parser."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from kg.fetch import Arrived, Limits, fetch
from kg.sources.publishers import unfit
from kg.sources.un import reader as un
from tests.publisher import Publisher, Watch, publisher

# A slow machine must not fail a test, and the same tree must give the same verdict twice.
settings.register_profile("repeatable", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5_000, print_blob=True)
settings.load_profile(os.environ.get("KG_HYPOTHESIS", "repeatable"))


class NetworkUsedError(AssertionError):
    """A test reached for the network."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and name look-up that leaves this machine.

    Libraries that open sockets without Python's ``socket`` module are not caught.
    """
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def local_look_up(host: str | bytes | None, *args: Any, **options: Any) -> Any:
        _refuse_foreign(host.decode() if isinstance(host, bytes) else host)
        return look_up(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", local_look_up)


def _guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_foreign(str(address[0]))
        return connect(self, address)

    return guarded


def _refuse_foreign(host: str | None) -> None:
    if host in {None, "", "localhost"}:
        return
    try:
        is_local = ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        message = f"a test reached for {host}; serve it on 127.0.0.1 instead"
        raise NetworkUsedError(message)


@pytest.fixture(scope="session")
def lists() -> Path:
    """The folder of real official lists; skips unless KG_LISTS names it."""
    return _given_folder("KG_LISTS")


@pytest.fixture(scope="session")
def suites() -> Path:
    """The folder of the W3C test suites; skips unless KG_SUITES names it."""
    return _given_folder("KG_SUITES")


def _given_folder(variable: str) -> Path:
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} names no folder")
    folder = Path(value)
    assert folder.is_dir(), f"{variable} names {value}, which is not a folder"
    return folder


@pytest.fixture(scope="session")
def rapper() -> str:
    """The path of Raptor's ``rapper``, an RDF parser in another language.

    Skips when it is missing, unless KG_REQUIRE_RAPPER is set: then the test fails.
    """
    found = shutil.which("rapper")
    if found is None:
        give_up = pytest.fail if os.environ.get("KG_REQUIRE_RAPPER") else pytest.skip
        give_up("rapper is not installed (Debian: raptor2-utils)")
    return found


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher on this machine, reached without a proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with publisher() as told:
        yield told


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def get(server: Publisher, watch: Watch, tmp_path: Path) -> Callable[..., Arrived]:
    """Fetch from the server as the UN list, within limits given by name."""

    def got(*, size: int = 10**9, attempts: int = 4, seconds: float = 3600.0) -> Arrived:
        return fetch(
            f"{server.address}/list.xml",
            tmp_path / "list.xml",
            examine=lambda path: unfit(path, un.SOURCE),
            limits=Limits(size=size, attempts=attempts, seconds=seconds),
            clock=watch.clock,
        )

    return got
