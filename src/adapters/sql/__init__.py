"""SQLite and PostgreSQL through SQLAlchemy.

Cold writes are sessions over the declarative mappings of ``tables``. Every read, and recording a usage, is a Core
statement that is compiled once per shape (``statements``) and run on the driver's own connection (``database``, with
``sqlite`` and ``postgresql`` for what differs).
"""
