"""Whose article it is and where the original stands, told from what a page says of itself."""
