"""When the reference validator itself gives up, one sentence says so and no report is made."""

from __future__ import annotations

import pytest

from kg.errors import BadInputError
from tests.shacl.turtle import found, report

ORDER = """ex:S a sh:NodeShape ; sh:targetClass ex:C ;
  sh:property [ sh:path ex:first ; sh:lessThanOrEquals ex:last ] ."""
ILL_TYPED = "ex:n a ex:C ; ex:first 'x'^^xsd:integer ; ex:last 3 ."
QUERY = """ex:S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:prefixes ex: ;
  sh:select "SELECT ?this WHERE { ?this ex:first ?any }" ] ;
  sh:sparql [ sh:prefixes ex: ; sh:select "SELECT $this WHERE { $this ex:first }" ] ."""


def test_a_comparison_that_pyshacl_cannot_make_ends_in_a_sentence() -> None:
    """It raises a bare TypeError, which tells of Python and not of the data."""
    with pytest.raises(BadInputError, match="pySHACL gave up: '<=' not supported") as caught:
        report(ORDER, ILL_TYPED, engine="pyshacl")
    assert isinstance(caught.value.__context__, TypeError)


def test_the_compiled_validator_makes_the_same_comparison() -> None:
    """SHACL 4.5.4: values that cannot be compared are a result each."""
    assert found(ORDER, ILL_TYPED) == [
        'LessThanOrEquals n first "x"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


@pytest.mark.parametrize("engine", ["auto", "pyshacl"])
def test_a_query_that_does_not_parse_ends_in_a_sentence(engine: str) -> None:
    """Shapes with a SPARQL target go to pySHACL, whose parser stops at the query."""
    with pytest.raises(BadInputError, match="pySHACL gave up: Expected SelectQuery") as caught:
        report(QUERY, ILL_TYPED, engine=engine)
    assert type(caught.value.__context__).__name__ == "ParseException"
