"""Reads the zip that Slack gives to those who leave it."""
