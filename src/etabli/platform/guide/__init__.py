"""Finding one's way: the tour of five steps, and the page where help is found."""
