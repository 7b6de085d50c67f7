"""A publisher on this machine that misbehaves on demand, one scripted answer a request."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kg.fetch import Clock

NOON = dt.datetime(2021, 12, 10, 12, 0, 0, tzinfo=dt.UTC)


@dataclass
class Answer:
    """One answer: its status, headers and body; ``cut`` says how many bytes to send at most.

    Behind them nothing comes for ``stall`` seconds, then the connection ends. A length is
    stated unless ``open_end`` leaves it to the end of the connection.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    open_end: bool = False
    stall: float = 0.0


@dataclass(frozen=True)
class Request:
    """What was asked: the path and the headers, by lower-case name."""

    path: str
    headers: dict[str, str]


@dataclass
class Publisher:
    """The answers to give in turn (the last one for ever), and the requests so far."""

    address: str
    answers: list[Answer | Callable[[Request], Answer]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def answer(self, request: Request) -> Answer:
        """The answer to the next request."""
        self.requests.append(request)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return found(request) if callable(found) else found


@contextmanager
def publisher() -> Iterator[Publisher]:
    """Serve on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = told.answer(Request(self.path, headers))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if not answer.open_end and "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: answer.cut])
            over.wait(answer.stall)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    over = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told = Publisher(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            over.set()
            server.shutdown()
            thread.join()


@dataclass
class Watch:
    """A clock that goes forward only when somebody waits, or by ``step`` at each look."""

    passed: float = 0.0
    step: float = 0.0
    waits: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        """The seconds so far."""
        self.passed += self.step
        return self.passed

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        """The same as the fetcher wants it."""
        return Clock(
            now=lambda: NOON + dt.timedelta(seconds=self.passed),
            seconds=self.seconds,
            sleep=self.sleep,
        )
