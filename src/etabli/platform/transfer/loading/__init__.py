"""Puts what an import read into the database, many rows at a time."""
