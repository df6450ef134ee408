"""What browsers ask of items, one file for each thing one can do."""
