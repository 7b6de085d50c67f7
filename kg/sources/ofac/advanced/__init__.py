"""OFAC's advanced XML."""
