"""The screens of Mon établi."""
