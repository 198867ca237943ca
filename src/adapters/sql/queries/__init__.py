"""What is asked of the database, and how its rows are read; nothing here runs anything."""
