"""Readers: the bytes of one published list in, plain records out. No RDF in here."""
