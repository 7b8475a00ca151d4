"""The one error that readers raise, and how much of a file they read."""

from ..model.phrasing import Phrase, phrase

#: How many lines a document may have, rows of tables among them, and how many characters; a bound volume has a tenth of it.
MOST_LINES = 400_000
MOST_CHARACTERS = 12_000_000


class UnreadableFile(Exception):
    """The file cannot be read as a filing; the ``phrase`` says why and what to do."""

    def __init__(self, phrase: Phrase):
        super().__init__(phrase)
        self.phrase = phrase

    def __str__(self) -> str:
        from ..wording import worded

        return worded(self.phrase)


def demand_bounded(lines: int, characters: int) -> None:
    """Raise :class:`UnreadableFile` where a document would have more than any filing."""
    if lines > MOST_LINES or characters > MOST_CHARACTERS:
        raise UnreadableFile(phrase("content-large", lines=MOST_LINES, characters=MOST_CHARACTERS))
