"""Usage types."""
