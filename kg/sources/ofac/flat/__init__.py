"""OFAC's flat files."""
