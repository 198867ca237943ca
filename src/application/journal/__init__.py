"""The journal: sealing it, showing it, and settling what is answered as of then."""
