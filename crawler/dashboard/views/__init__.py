"""What the views say: pure functions from rows to what a template shows."""
