"""The screens the engine makes of a definition."""
