"""The format of app definitions, version 1: reading, checking, explaining."""
