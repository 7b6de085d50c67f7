"""Designation files: what a person writes down of an action or announcement."""
