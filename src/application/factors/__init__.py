"""Emission factors: publishing and reading their versions."""
