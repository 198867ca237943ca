"""SQLite and PostgreSQL through SQLAlchemy.

Here lies one module a port, as in ``memory``. Cold writes are sessions over the declarative mappings of ``schema``.
Every read, and recording a usage, is a Core statement of ``queries``, which ``engine`` compiles once per shape and runs
on the driver's own connection.
"""
