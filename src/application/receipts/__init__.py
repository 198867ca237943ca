"""Receipts of figures, statements over them, and proofs."""
