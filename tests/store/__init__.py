"""Tests of querying: what is answered, and what is refused."""
