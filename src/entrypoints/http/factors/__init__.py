"""The factor versions of a usage type."""
