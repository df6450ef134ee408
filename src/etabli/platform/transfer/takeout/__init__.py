"""Everything taken out of a network, readable without it, and put back into an empty one."""
