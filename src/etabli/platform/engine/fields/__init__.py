"""Field types: one class each, which is both what a definition says and what a field does."""
