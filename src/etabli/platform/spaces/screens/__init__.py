"""The screens of spaces."""
