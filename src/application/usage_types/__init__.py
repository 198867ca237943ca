"""Usage types: what one can use."""
