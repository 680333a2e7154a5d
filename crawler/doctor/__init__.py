"""A picture of a page for a person: what was taken of it, what was not, and why."""
