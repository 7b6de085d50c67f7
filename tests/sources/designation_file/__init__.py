"""The reader of designation files."""
