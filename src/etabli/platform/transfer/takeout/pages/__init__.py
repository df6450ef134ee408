"""An export as pages that a browser reads from a folder, without any server."""
