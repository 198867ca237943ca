"""Recording, correcting, deleting, restoring and reading usages."""
