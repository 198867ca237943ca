"""The processes that serve: sockets, workers, HTTP as uvicorn reads it, signals, the log."""
