"""A crowd writes while the processes of its network are killed: what was lost, what doubled."""
