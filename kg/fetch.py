"""One file from its publisher, whole or not at all.

A publisher's address often answers with a redirect to a signed one that expires, so only
the address given here is ever remembered, and every attempt starts from it. The file is
written aside, examined by the caller, and renamed into place; a cut download goes on where
it stopped if the publisher vouches that nothing changed (RFC 9110, sections 13 and 14).
Beside the file stands its sidecar (:mod:`kg.sidecar`).
"""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path

import httpx

from kg.errors import FetchError
from kg.iri import HOME
from kg.sidecar import Fetched, mark, sidecar, write_sidecar
from kg.version import VERSION

USER_AGENT = f"Mozilla/5.0 (compatible; sanctions-kg/{VERSION}; +{HOME})"
"""In the form that crawlers have: DFAT's server drops a request whose first word it knows not."""
PART = ".part"

_CHUNK = 1 << 16
_COUNT = re.compile(r"[0-9]{1,18}")
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?]|$)")
_SILENCE = 30.0
_FIRST_PAUSE = 1.0
_TRANSIENT = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
_FILES = frozenset({HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT})

Progress = Callable[[str, int], None]
"""Told the name of the file under way and how many of its bytes are there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to try: attempts, seconds for all of them, and bytes of the file."""

    attempts: int = 5
    seconds: float = 3_600.0
    size: int = 4_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time of day in UTC, seconds that only go forward, and waiting."""

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file that is there now, its record, and whether it was there unchanged before."""

    path: Path
    record: Fetched
    unchanged: bool


@dataclass(frozen=True, slots=True)
class _Job:
    """One file to get: from where, to where, who examines it, within which limits."""

    url: str
    target: Path
    examine: Callable[[Path], str]
    limits: Limits
    clock: Clock
    progress: Progress
    end: float

    @property
    def part(self) -> Path:
        return self.target.with_name(f"{self.target.name}{PART}")

    def error(self, message: str) -> FetchError:
        return FetchError(f"{self.url}: {message}")


class _TryAgainError(Exception):
    """An attempt failed in a way that another one may mend, after so many seconds."""

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(slots=True)
class _Body:
    """The bytes of a file so far, and what the publisher said of them."""

    sha: hashlib._Hash = field(default_factory=hashlib.sha256)
    size: int = 0
    record: Fetched | None = None


def fetch(  # noqa: PLR0913 - each of the four ways to fetch is chosen alone
    url: str,
    target: Path,
    *,
    examine: Callable[[Path], str] = lambda _path: "",
    limits: Limits | None = None,
    clock: Clock | None = None,
    progress: Progress = lambda _name, _bytes: None,
) -> Arrived:
    """Get the file at an http(s) address into a path, or learn that it has not changed.

    :param examine: looks at the bytes written aside and says what is wrong with them, ""
        when nothing is. Only an approved file replaces one that is already there.

    Raises FetchError when the file cannot be had whole within the limits.
    """
    limits, clock = limits or Limits(), clock or Clock()
    if not _ADDRESS.match(url):
        message = f"not an http(s) address: {url!r}"
        raise FetchError(message)
    job = _Job(url, target, examine, limits, clock, progress, clock.seconds() + limits.seconds)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _client(limits) as client:
            return _attempts(job, client)
    except httpx.InvalidURL as error:
        message = f"not an address ({error})"
        raise job.error(message) from error
    except OSError as error:
        message = f"cannot be written to {target} ({error}); choose another folder"
        raise job.error(message) from error


def _client(limits: Limits) -> httpx.Client:
    headers = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    silence = min(_SILENCE, limits.seconds)
    return httpx.Client(headers=headers, follow_redirects=True, timeout=silence)


def _attempts(job: _Job, client: httpx.Client) -> Arrived:
    known = _known(job)
    for attempt in range(1, job.limits.attempts + 1):
        try:
            return _attempt(job, client, known)
        except (_TryAgainError, httpx.TransportError, httpx.TooManyRedirects) as error:
            told = str(error) or type(error).__name__
            if attempt == job.limits.attempts:
                message = f"{told}; given up after {attempt} attempts, try again later"
                raise job.error(message) from error
            _pause(job, error, told, default=_FIRST_PAUSE * 2 ** (attempt - 1))
    message = "no attempt was allowed"
    raise job.error(message)


def _known(job: _Job) -> Fetched | None:
    """The record of the file that is there, if it is still what came from this address."""
    told = sidecar(job.target)
    if told is None or told.url != job.url or not job.target.is_file():
        return None
    return told if told.sha256 == _sum(job.target).sha.hexdigest() else None


def _pause(job: _Job, error: Exception, told: str, *, default: float) -> None:
    asked = error.wait if isinstance(error, _TryAgainError) else None
    wait = default if asked is None else asked
    if job.clock.seconds() + wait > job.end:
        message = f"{told}; the next attempt would be in {wait:.0f} s, past the time limit"
        raise job.error(message) from error
    job.clock.sleep(wait)


def _attempt(job: _Job, client: httpx.Client, known: Fetched | None) -> Arrived:
    body, headers = _begun(job, known)
    with client.stream("GET", job.url, headers=headers) as response:
        _check_answer(job, response)
        if response.status_code == HTTPStatus.NOT_MODIFIED and known:
            job.part.unlink(missing_ok=True)
            mark(job.part).unlink(missing_ok=True)
            return Arrived(path=job.target, record=known, unchanged=True)
        if response.status_code not in _FILES:
            _refuse(job, response)
        if not _goes_on(job, response, body):
            body = _Body()
        _receive(job, response, body)
    return _accept(job, body)


def _begun(job: _Job, known: Fetched | None) -> tuple[_Body, dict[str, str]]:
    """The bytes of an earlier attempt, and the headers that ask for what is missing."""
    told = sidecar(job.part)
    if told and told.url == job.url and job.part.is_file():
        body = _sum(job.part)
        if validator := _validator(told):
            body.record = told
            return body, {"Range": f"bytes={body.size}-", "If-Range": validator}
    headers = {}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    elif known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return _Body(), headers


def _validator(told: Fetched) -> str:
    """What vouches for byte equality: a strong entity tag, else the time of the last change."""
    return told.etag if told.etag.startswith('"') else told.last_modified


def _check_answer(job: _Job, response: httpx.Response) -> None:
    if any(step.url.scheme == "https" for step in response.history) and (
        response.url.scheme != "https"
    ):
        message = f"leads from an encrypted address to one that is not ({response.url.host})"
        raise job.error(message)
    if _whole(response) > job.limits.size:
        raise job.error(_too_big(job))


def _too_big(job: _Job) -> str:
    return f"holds more than the limit of {job.limits.size:,} bytes; raise the limit if it may"


def _refuse(job: _Job, response: httpx.Response) -> None:
    """Raise for an answer that is no file: for good, or until another attempt."""
    status = response.status_code
    told = f"the publisher answered {status} {response.reason_phrase}".rstrip()
    if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        job.part.unlink(missing_ok=True)
        raise _TryAgainError(told, wait=0)
    if status in _TRANSIENT:
        raise _TryAgainError(told, wait=_asked(job, response.headers.get("Retry-After", "")))
    if response.history:
        message = f"{told} at the address it had led to, which may have expired"
        raise _TryAgainError(message)
    message = f"{told}; the list may have moved: see the page that 'kg sources' names"
    raise job.error(message)


def _asked(job: _Job, header: str) -> float | None:
    """The seconds a Retry-After header asks for, given as such or as a date."""
    if _COUNT.fullmatch(header):
        return float(header)
    try:
        then = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=dt.UTC)
    return max(0.0, (then - job.clock.now()).total_seconds())


def _goes_on(job: _Job, response: httpx.Response, body: _Body) -> bool:
    """Whether the answer is the missing rest of what is there, and not the file anew."""
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return False
    told, before = response.headers.get("ETag", ""), body.record.etag if body.record else ""
    is_rest = response.headers.get("Content-Range", "").startswith(f"bytes {body.size}-")
    if is_rest and (not told or told == before):
        return True
    job.part.unlink(missing_ok=True)
    message = "the publisher sent another part than the one asked for, or of another file"
    raise _TryAgainError(message)


def _receive(job: _Job, response: httpx.Response, body: _Body) -> None:
    headers, told = response.headers, body.record
    body.record = Fetched(
        url=job.url,
        retrieved=job.clock.now().astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        sha256="",
        size=0,
        etag=headers.get("ETag", told.etag if told else ""),
        last_modified=headers.get("Last-Modified", told.last_modified if told else ""),
    )
    whole = _whole(response)
    write_sidecar(job.part, body.record)
    with _received(job.part, append=bool(body.size)) as write:
        for chunk in response.iter_raw():
            write(chunk)
            body.sha.update(chunk)
            body.size += len(chunk)
            job.progress(job.target.name, body.size)
            if body.size > job.limits.size:
                raise job.error(_too_big(job))
            if job.clock.seconds() > job.end:
                message = f"not done within {job.limits.seconds:,.0f} s; fetching again goes on"
                raise job.error(message)
    if body.size < whole:
        message = f"cut off: {body.size:,} of {whole:,} bytes came"
        raise _TryAgainError(message)


def _whole(response: httpx.Response) -> int:
    """The bytes the whole file has by what the publisher states, 0 when nothing is stated.

    A part states it behind the slash of its Content-Range, and may be less than the rest.
    """
    if response.status_code == HTTPStatus.PARTIAL_CONTENT:
        stated = response.headers.get("Content-Range", "").rpartition("/")[2]
    else:
        stated = response.headers.get("Content-Length", "")
    return int(stated) if _COUNT.fullmatch(stated) else 0


@contextmanager
def _received(part: Path, *, append: bool) -> Iterator[Callable[[bytes], object]]:
    with part.open("ab" if append else "wb") as stream:
        try:
            yield stream.write
        finally:
            stream.flush()
            os.fsync(stream.fileno())


def _accept(job: _Job, body: _Body) -> Arrived:
    """Put the file in place if it is what it should be; else forget it and try again."""
    wrong = "is empty" if not body.size else job.examine(job.part)
    if wrong or body.record is None:
        job.part.unlink()
        mark(job.part).unlink(missing_ok=True)
        message = f"what came {wrong}"
        raise _TryAgainError(message)
    record = replace(body.record, sha256=body.sha.hexdigest(), size=body.size)
    job.part.replace(job.target)
    write_sidecar(job.target, record)
    mark(job.part).unlink(missing_ok=True)
    return Arrived(path=job.target, record=record, unchanged=False)


def _sum(path: Path) -> _Body:
    body = _Body()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            body.sha.update(chunk)
            body.size += len(chunk)
    return body
