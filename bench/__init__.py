"""Measuring the service: `make bench` its cost, `make soak` its steadiness."""
