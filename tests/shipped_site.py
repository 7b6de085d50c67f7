"""The shipped designations, published once for all tests of a run that read them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.pipeline import publish
from kg.publication import Options
from kg.store.loading import load
from kg.store.lookup import Lookup


@cache
def site() -> Path:
    """The folder of a freshly published site; removed when the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="kg-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    publish([], Options(out=folder / "site", pages=True), lambda _step, _done: None)
    return folder / "site"


@cache
def store() -> ox.Store:
    """The site's data and ontology, loaded; no test may change it."""
    return load([site()])


@cache
def lookup() -> Lookup:
    """Look-ups over the site."""
    return Lookup(store())
