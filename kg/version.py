"""The version of program, ontology and shapes, which are released together."""

VERSION = "0.1.0"
