"""Every shape with its good and its bad cases."""
