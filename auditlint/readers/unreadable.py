"""The one error that readers raise."""


class UnreadableFile(Exception):
    """The file cannot be read as a filing; the message says why and what to do."""
