"""An organisation made of chance with a fixed seed: the same people and words each time."""
