"""Backups of a SQLite database, which is a file and those beside it."""
