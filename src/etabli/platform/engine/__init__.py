"""The engine: reads app definitions and makes apps of them."""
