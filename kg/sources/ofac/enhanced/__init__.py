"""OFAC's enhanced XML, and the delta files that are written in its terms."""
