"""A validation's outcome in the forms people and programs read: one module for each form.

Each takes a :class:`kg.checks.findings.Summary` and yields pieces of text. Plain text and
the page show the first findings of each shape; the table, JSON and SARIF hold all of them.
The report as RDF is ``Summary.statements``.
"""
