"""Names and other identifiers are found, written over and looked for again."""
