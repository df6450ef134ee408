"""Lists of items: which rows, in which order, seen how."""
