"""A plain static host: files as they stand, ``index.html`` for a folder, no rules.

It sends the content security policy that the published rules name, so that what the policy
forbids fails here, and nothing else that a page could lean on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from kg.site.hosts import HEADERS

_POLICY = "Content-Security-Policy"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header(_POLICY, HEADERS[_POLICY])
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine and give its address."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
