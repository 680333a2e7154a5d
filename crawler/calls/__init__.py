"""One call of the command line: its locks, its plans, its memory, its end, and whom it tells."""
