"""Passwords hashed by Argon2id (RFC 9106), through argon2-cffi."""
