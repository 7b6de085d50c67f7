"""Tests of the site: what people read."""
