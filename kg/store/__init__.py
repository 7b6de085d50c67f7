"""Published quads into something that answers SPARQL, closed to everything else."""
