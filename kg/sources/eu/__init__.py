"""The European Union's consolidated list of financial sanctions, in two formats."""
