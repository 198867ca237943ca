"""How a statement gets to SQLite or PostgreSQL and back: compiled once, run on the driver's own connection, its errors
under the names that the application knows."""
