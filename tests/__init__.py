"""What the program must do, seen from outside."""
