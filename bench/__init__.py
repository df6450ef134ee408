"""How fast a network answers, measured on an organisation made for it: see ``bin/bench``."""
