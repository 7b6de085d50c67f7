"""The compiled SHACL validator: by hand, against pySHACL, against the W3C suite."""
