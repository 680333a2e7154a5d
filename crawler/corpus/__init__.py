"""Work over all that was ever kept: cut into texts, done by an engine, told in order."""
