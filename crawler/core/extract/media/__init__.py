"""The pictures and videos of an article."""
