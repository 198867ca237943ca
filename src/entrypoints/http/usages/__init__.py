"""Usages: recording, correcting, deleting, restoring, listing."""
