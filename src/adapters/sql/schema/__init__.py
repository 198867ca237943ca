"""The one schema: declarative mappings of every table, and how values lie in their columns."""
