"""OFAC's standard XML."""
