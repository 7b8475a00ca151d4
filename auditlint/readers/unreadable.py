"""The one error that readers raise."""

from ..model.phrasing import Phrase


class UnreadableFile(Exception):
    """The file cannot be read as a filing; the ``phrase`` says why and what to do."""

    def __init__(self, phrase: Phrase):
        super().__init__(phrase)
        self.phrase = phrase

    def __str__(self) -> str:
        from ..wording import worded

        return worded(self.phrase)
