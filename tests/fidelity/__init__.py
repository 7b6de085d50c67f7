"""Lists rebuilt from the graph that was made of them."""
