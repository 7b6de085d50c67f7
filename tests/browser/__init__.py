"""Tests of the published site in a real Chromium, without a window."""
