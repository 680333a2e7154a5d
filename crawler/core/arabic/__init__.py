"""Arabic text, dates and language."""
