"""Quads in, bytes out: the formats the program writes, one line each in ``FORMATS``."""
