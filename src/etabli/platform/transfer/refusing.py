"""What stops an import or an export before anything is written."""


class Refused(Exception):
    """A file or a folder that cannot be taken. Its text is a sentence for whoever asked."""
