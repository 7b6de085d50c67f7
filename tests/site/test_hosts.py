"""Servers answer for every address: the rules are tried on the real ones where installed."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kg.site import hosts

THING = "/id/party/ofac-33951"
PAGE, TURTLE, JSON_LD, TRIPLES = "text/html", "text/turtle", "application/ld+json", "n-triples"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
RDFLIB = (
    "application/rdf+xml, text/n3, text/turtle, application/n-triples, application/ld+json, "
    "application/n-quads"
)
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/turtle;q=0.6,text/html;q=0.2"
)
ASKED = {
    BROWSER: PAGE,
    "*/*": PAGE,
    "": PAGE,
    RDFLIB: TURTLE,
    COMUNICA: TRIPLES,
    "text/html;q=0.5, text/turtle": TURTLE,
    "text/turtle;q=0.5, text/html": PAGE,
    "text/turtle;q=0.2, application/ld+json;q=1.0, text/html;q=0.9": JSON_LD,
    "text/turtle;q=0, */*": PAGE,
    "text/turtle; q=0.9": TURTLE,
    "application/pdf": PAGE,
    "text/turtle": TURTLE,
    "application/ld+json, application/json": JSON_LD,
    "application/n-triples": TRIPLES,
}
APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule rewrite_module {modules}/mod_rewrite.so
LoadModule headers_module {modules}/mod_headers.so
TypesConfig /dev/null
AddType text/html .html
DocumentRoot {site}
<Directory {site}>
    AllowOverride All
    Require all granted
</Directory>
"""


class Answer:
    """What a server at a port answered."""

    def __init__(
        self, port: int, path: str, accept: str = "", method: str = "GET", **more: str
    ) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        asked = {name.replace("_", "-"): value for name, value in more.items()}
        connection.request(method, path, headers={"Accept": accept, **asked} if accept else asked)
        told = connection.getresponse()
        self.status, self.headers, self.body = told.status, told.headers, told.read()
        connection.close()

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(params=["nginx", "caddy", "apache2"])
def server(request: pytest.FixtureRequest, tmp_path: Path, site: Path) -> Iterator[int]:
    """The port of a real server that follows the published rules.

    Skips where it is not installed, unless KG_REQUIRE_NGINX (or the like) is set: then it fails.
    """
    name = request.param
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if program is None:
        give_up = pytest.fail if os.environ.get(f"KG_REQUIRE_{name.upper()}") else pytest.skip
        give_up(f"{name} is not installed")
    port = free_port()
    process = subprocess.Popen(
        [program, *arguments(program, tmp_path, site, port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)},
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=10)


def arguments(program: str, folder: Path, site: Path, port: int) -> list[str]:
    name = Path(program).name
    # A server started by root reads as another user, who may not enter a test's folder.
    for parent in (site, *site.parents):
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    if name == "caddy":
        config = folder / "Caddyfile"
        config.write_text(hosts.rules("hosts/Caddyfile", root=str(site), port=port))
        return ["run", "--config", str(config), "--adapter", "caddyfile"]
    config = folder / "server.conf"
    if name == "apache2":
        modules = Path(program).resolve().parents[1] / "lib/apache2/modules"
        values = {"folder": folder, "port": port, "site": site, "modules": modules}
        config.write_text(APACHE.format(**values))
        return ["-f", str(config), "-DFOREGROUND"]
    own = hosts.rules("hosts/nginx.conf", root=str(site), port=port)
    scratch = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; pid {folder}/pid; events {{}}\nhttp {{ access_log off; {scratch}\n{own}}}\n"
    )
    return ["-c", str(config), "-e", str(folder / "error.log"), "-p", str(folder)]


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            _, told = process.communicate()
            pytest.fail(f"the server refused its rules: {told.decode()}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the server did not start")


def test_a_real_server_leads_from_the_thing_to_the_document_asked_for(server: int) -> None:
    for accept, kind in ASKED.items():
        first = Answer(server, THING, accept)
        assert first.status == 303, (accept, first.status)
        place = first.headers["Location"]
        place = place[place.index("/id/") :]
        second = Answer(server, place, accept)
        assert (second.status, kind in second.kind) == (200, True), (accept, place, second.kind)
        assert b"RAPID ACTION BATTALION" in second.body
        assert "Accept" in ", ".join(second.headers.get_all("Vary", []))
        assert second.headers["Access-Control-Allow-Origin"] == "*"


def test_a_real_server_gives_the_document_at_the_folder_itself(server: int) -> None:
    for accept, kind in ASKED.items():
        answer = Answer(server, THING + "/", accept)
        assert (answer.status, kind in answer.kind) == (200, True), (accept, answer.kind)


def test_a_real_server_answers_head_and_preflight_and_knows_what_has_not_changed(
    server: int,
) -> None:
    path = f"{THING}/index.ttl"
    told, head = Answer(server, path), Answer(server, path, method="HEAD")
    assert (head.status, head.body, head.headers["ETag"]) == (200, b"", told.headers["ETag"])
    assert told.headers["Cache-Control"] == hosts.HEADERS["Cache-Control"]
    assert Answer(server, path, If_None_Match=told.headers["ETag"]).status == 304
    asked = Answer(server, path, method="OPTIONS", Origin="https://example.org")
    assert (asked.status, asked.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "HEAD" in asked.headers["Access-Control-Allow-Methods"]
    missing = Answer(server, "/nothing/here.ttl")
    assert (missing.status, missing.headers["Access-Control-Allow-Origin"]) == (404, "*")


def test_a_real_server_gives_packed_dumps_as_files_and_plain_ones_plain(server: int) -> None:
    packed = Answer(server, "/dump/all.ttl.gz", Accept_Encoding="gzip")
    assert (packed.kind, packed.headers.get("Content-Encoding")) == ("application/gzip", None)
    plain = Answer(server, "/dump/all.ttl", Accept_Encoding="identity")
    assert (plain.kind, plain.headers.get("Content-Encoding")) == (f"{TURTLE}; charset=utf-8", None)
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize("server", ["nginx"], indirect=True)
def test_nginx_packs_for_whoever_asks_and_names_the_document_it_chose(server: int) -> None:
    asked = Answer(server, "/dump/all.ttl", Accept_Encoding="gzip")
    assert (asked.kind, asked.headers["Content-Encoding"]) == (f"{TURTLE}; charset=utf-8", "gzip")
    assert "Accept-Encoding" in ", ".join(asked.headers.get_all("Vary", []))
    chosen = Answer(server, f"{THING}/", "text/turtle")
    assert chosen.headers["Content-Location"] == f"{THING}/index.ttl"
    assert "Content-Location" not in Answer(server, THING, "text/turtle").headers


def test_a_real_server_names_the_media_type_of_every_file(server: int) -> None:
    for path, kind in {
        f"{THING}/index.ttl": "text/turtle; charset=utf-8",
        f"{THING}/index.jsonld": "application/ld+json; charset=utf-8",
        f"{THING}/index.nt": "application/n-triples; charset=utf-8",
        "/ns/index.ttl": "text/turtle; charset=utf-8",
        "/.well-known/void": "text/turtle; charset=utf-8",
        "/.well-known/api-catalog": "application/linkset+json",
        "/dump/all.trig": "application/trig; charset=utf-8",
        "/dump/all.csv": "text/csv; charset=utf-8",
        "/dump/all.rdf": "application/rdf+xml; charset=utf-8",
        "/dump/all.parquet": "application/vnd.apache.parquet",
        "/": "text/html; charset=utf-8",
        "/browse/": "text/html; charset=utf-8",
        "/search/names.json": "application/json; charset=utf-8",
    }.items():
        answer = Answer(server, path, "*/*")
        assert (answer.status, answer.kind.lower()) == (200, kind), path


def test_a_real_server_gives_pages_without_data_to_whoever_asks_for_turtle(server: int) -> None:
    answer = Answer(server, "/browse", "text/turtle")
    assert (answer.status, answer.headers["Location"].endswith("/browse/")) == (303, True)
    assert Answer(server, "/browse/", "text/turtle").status == 200
    assert Answer(server, "/nothing/here", "text/turtle").status == 404


def test_a_plain_host_without_rules_gives_the_page_and_its_data(site: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as plain:
        Thread(target=plain.serve_forever, daemon=True).start()
        moved = Answer(plain.server_port, THING, "text/turtle")
        page = Answer(plain.server_port, THING + "/", BROWSER)
        data = Answer(plain.server_port, THING + "/index.ttl", "text/turtle")
        plain.shutdown()

    assert (moved.status, moved.headers["Location"]) == (301, THING + "/")
    assert b'type="text/turtle" href="index.ttl"' in page.body
    assert b"RAPID ACTION BATTALION" in data.body


@pytest.mark.parametrize("path", hosts.FILES)
def test_every_hosts_rules_stand_in_the_site(site: Path, path: str) -> None:
    assert (site / path).read_text() == hosts.rules(path)


def test_every_hosts_rules_name_every_media_type_and_header() -> None:
    for path in set(hosts.FILES) - {"hosts/w3id.htaccess"}:
        text = hosts.rules(path)
        assert all(kind in text for kind in hosts.TYPES.values()), path
        assert all(name in text for name in hosts.HEADERS), path


@pytest.mark.parametrize(("accept", "kind"), ASKED.items())
def test_the_patterns_of_the_table_weigh_what_is_asked_for(accept: str, kind: str) -> None:
    kinds = {"index.ttl": TURTLE, "index.jsonld": JSON_LD, "index.nt": TRIPLES, "": PAGE}

    found = (name for pattern, name in hosts.ACCEPTED if re.search(pattern, accept, re.IGNORECASE))

    assert kinds[next(found, "")] == kind
