"""Readers of OFAC's lists."""
