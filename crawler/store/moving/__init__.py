"""Moves a live store from SQLite to PostgreSQL, each row exactly once."""
