"""Emissions over time."""
