from collections.abc import Iterator
from os import PathLike

from rdflib import Dataset

from kg.model import Record

__all__ = ["__version__", "load", "read"]
__version__: str

def load(*paths: str | PathLike[str]) -> Dataset: ...
def read(*paths: str | PathLike[str]) -> Iterator[Record]: ...
