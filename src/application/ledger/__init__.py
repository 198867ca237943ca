"""Checking that the ledger holds."""
