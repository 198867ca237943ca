"""Ten minutes of everything at once against the real service."""
