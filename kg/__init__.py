"""Official sanctions lists as one correct, validated, dated and sourced RDF graph."""

from kg.version import VERSION

__version__ = VERSION
