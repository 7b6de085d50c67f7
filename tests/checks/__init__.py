"""Tests of what a validation tells people, and in which forms."""
