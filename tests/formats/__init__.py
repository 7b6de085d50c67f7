"""Tests of the formats: what is written is what was built."""
