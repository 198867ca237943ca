"""Signing up, logging in, refreshing, logging out."""
