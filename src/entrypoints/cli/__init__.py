"""The command line: the second entrypoint, over the same use cases as HTTP."""
