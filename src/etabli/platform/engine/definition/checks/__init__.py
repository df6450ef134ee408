"""What a definition must hold together, beyond the shape of each part."""
