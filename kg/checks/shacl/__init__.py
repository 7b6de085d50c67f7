"""A compiled SHACL validator: shapes in, sorted statements past, a report out.

``load_shapes(sources)`` reads shapes from files, rdflib graphs or statements and refuses
ill-formed and recursive ones. ``validate(data, shapes, background=…)`` applies them to
statements sorted by subject, or to a release's N-Quads file; the background is part of the
data graph. ``statements_of_files(paths)`` makes such statements of RDF files of any kind.
A :class:`Report` holds its :class:`Result` values in a fixed order;
``report_statements(report, base=…)`` writes it as a standard report.

The whole of SHACL (2017) is covered: Core, SPARQL-based constraints and components. What
belongs to SHACL's advanced features (``Shapes.refused`` names it), and a SPARQL path of no
steps that starts at a literal, goes to pySHACL with ``engine="auto"`` and is an error with
``engine="compiled"``. ``owl:imports``, ``sh:shapesGraph`` and ``sh:entailment`` are not
followed.

How it stays fast and small: a constraint that looks only at its focus node is checked while
the data stream by, and a signature of predicates and types that many subjects share tells
beforehand which checks can fail. What points at a node is settled by what was done there
(``plan.py``, ``passed.py``); lookups further away search the sorted lines (``index.py``).
Queries are cut at their UNION and asked of stores that hold just the statements they can
match, a few to a store (``query_scope.py``, ``query_parts.py``, ``asking.py``), once for all
focus nodes where that is sound, and not at all where no solution can be (``query_need.py``).
READ ``validation.py`` FIRST.
"""

from kg.checks.shacl.loading import load_shapes
from kg.checks.shacl.report_graph import report_statements
from kg.checks.shacl.results import Report, Result
from kg.checks.shacl.shapes import Shapes
from kg.checks.shacl.statements import ReleaseLines, Statement, statements_of_files
from kg.checks.shacl.validation import validate

__all__ = [
    "ReleaseLines",
    "Report",
    "Result",
    "Shapes",
    "Statement",
    "load_shapes",
    "report_statements",
    "statements_of_files",
    "validate",
]
