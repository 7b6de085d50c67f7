"""Tests of the readers: small lists in the official formats, and the real ones if given."""
