"""A compiled SHACL validator: shapes in, data once or twice past, a report out.

``load_shapes`` reads shapes and refuses ill-formed ones; ``validate`` applies them to
sorted statements; ``statements_of_files`` makes such statements of RDF files of any kind.
A :class:`Report` holds :class:`Result` values in an order that does not change between
runs; ``report_statements`` writes it as a standard SHACL report without blank nodes of
its own.
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
