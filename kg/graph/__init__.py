"""Records in, statements out: one record becomes the triples that say the same."""
