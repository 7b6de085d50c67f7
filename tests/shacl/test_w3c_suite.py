"""The 121 cases of the W3C SHACL test suite, through both engines.

They are read from the folder that the environment variable KG_SUITES names.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from kg.checks.shacl import load_shapes, validate
from kg.checks.shacl.question import NotCoveredError
from kg.errors import BadInputError
from tests.shacl.w3c_suite import Case, Seen, cases_of, reported

SUITES = os.environ.get("KG_SUITES", "")
CASES = list(cases_of(Path(SUITES) / "data-shapes")) if SUITES else []
# pySHACL does not know $shapesGraph, which SHACL 5.3.1 leaves to the engine, and takes "1" for
# the true that 4.4.5 speaks of.
BEYOND_PYSHACL = {"sparql/pre-binding/shapesGraph-001", "core/property/uniqueLang-002"}

pytestmark = pytest.mark.skipif(
    not SUITES, reason="KG_SUITES does not name the folder of the suites"
)


def outcome(case: Case, engine: str) -> Counter[Seen] | None:
    """What an engine reports, None for a failure; raises for what is left to the other engine."""
    try:
        return reported(validate(case.data, load_shapes([case.shapes]), engine=engine))
    except NotCoveredError:
        raise
    except BadInputError:
        return None


def test_the_suite_has_the_number_of_cases_that_were_accounted_for() -> None:
    assert len(CASES) == 121
    assert sum(case.name.startswith("core/") for case in CASES) == 98


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_compiled_validator_reports_what_the_suite_expects(case: Case) -> None:
    assert outcome(case, "compiled") == case.expected


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_pyshacl_reports_what_the_suite_expects(case: Case) -> None:
    assert (outcome(case, "pyshacl") == case.expected) is (case.name not in BEYOND_PYSHACL)
