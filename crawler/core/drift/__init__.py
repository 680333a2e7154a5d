"""Selectors that a new layout has broken, found again by the texts that are remembered."""
