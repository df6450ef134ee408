"""Attending: who comes, on site or from afar, and who waits for a place."""
