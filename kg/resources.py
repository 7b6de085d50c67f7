"""Where the files that travel with the program lie: ontology, shapes, questions, designations.

In a checkout ``ontology/`` and ``shapes/`` stand beside ``kg/``, where people look for them;
an installed package carries them inside itself. Only this module knows both places.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError

_PACKAGE = Path(__file__).resolve().parent
_NOT_TERMS = {"questions", "hygiene", "vendor"}


def folder(name: str) -> Path:
    """The folder of that name, inside the package or else beside it in a checkout.

    Raises KgError when it stands in neither place.
    """
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    message = f"the folder {name}/ that belongs to the program is missing; install it again"
    raise KgError(message)


def ontology_files() -> tuple[Path, ...]:
    """The Turtle files of the vocabulary and its concept schemes, alignments among them."""
    root = folder("ontology")
    found = sorted(root.rglob("*.ttl"))
    return tuple(path for path in found if not _NOT_TERMS & set(path.relative_to(root).parts))


def shapes_files() -> tuple[Path, ...]:
    """The Turtle files of the shapes, one per layer."""
    return tuple(sorted(folder("shapes").glob("*.ttl")))


def question_files() -> tuple[Path, ...]:
    """The SPARQL files of the competency questions."""
    return tuple(sorted(folder("ontology").glob("questions/*.rq")))


def designation_files() -> tuple[Path, ...]:
    """The designation files that are shipped with the program."""
    return tuple(sorted(folder("designations").glob("*.toml")))
