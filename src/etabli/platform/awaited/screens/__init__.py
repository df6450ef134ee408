"""The screens of what is awaited."""
