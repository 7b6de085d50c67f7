"""Tests of the published site: documents, pages, search, and the rules for hosts."""
