"""What is measured: one file a kind of work, each a function that yields named figures."""
