"""Quads into a web site: what is written, and how it takes the place of the last one."""
