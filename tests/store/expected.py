"""The expected answers of the shipped questions, each in a file beside them.

SELECT as SPARQL TSV in the order the question asks for, ASK as SPARQL JSON, CONSTRUCT as
sorted N-Triples. After a change to the shipped data, ``python -m tests.store.expected``
writes the answers anew; whoever commits them reads the difference first.
"""

from __future__ import annotations

from pathlib import Path

from kg.formats import answers
from kg.resources import folder
from kg.store.answering import answer
from kg.store.questions import Question, questions
from tests.shipped_site import store

FOLDER = folder("ontology") / "questions" / "expected"
_ENDINGS = {"SELECT": "tsv", "ASK": "json", "CONSTRUCT": "nt"}
_ROWS = 10_000


def path(question: Question) -> Path:
    """Where the expected answer of a question lies."""
    return FOLDER / f"{question.name}.{_ENDINGS[question.form]}"


def given(question: Question) -> str:
    """The answer of a question over the shipped designations, as the file would hold it."""
    kind, body = answer(store(), question.query, _ROWS)
    if kind == "lines":
        return body.decode()
    form = "tsv" if question.form == "SELECT" else "json"
    return answers.results(body, form).decode().rstrip("\n") + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for asked in questions():
        path(asked).write_text(given(asked), encoding="utf-8")
