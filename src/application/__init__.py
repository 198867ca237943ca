"""What the service does: use cases, one verb a file, over the domain and the ports."""
