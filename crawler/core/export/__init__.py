"""Articles in the forms that other programs read; one form a file."""
