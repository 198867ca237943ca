"""Receipts, statements and proofs."""
