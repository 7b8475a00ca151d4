"""The desk: how files come to be audited, one, several, or many at once."""
