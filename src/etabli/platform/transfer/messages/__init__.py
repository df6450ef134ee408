"""Reads a discussion archive: one message a line, as JSON."""
