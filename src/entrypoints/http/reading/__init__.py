"""Reading what was sent, strictly: values, fields, bodies, query strings, and every fault at once."""
