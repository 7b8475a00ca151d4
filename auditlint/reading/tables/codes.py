"""The tree that codes make when they are read from top to bottom: each stands under the last one that it begins with and is longer than."""

from typing import Generic, TypeVar

Item = TypeVar("Item")


class OpenCodes(Generic[Item]):
    """The codes that the next one may stand under, with what each is the code of."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Item]] = []

    @property
    def items(self) -> list[Item]:
        """What is open, from the widest to the narrowest."""
        return [item for _, item in self._open]

    def enter(self, code: str, item: Item) -> Item | None:
        """Open a code; gives what it stands under, ``None`` for a root."""
        while self._open and not (code.startswith(self._open[-1][0]) and len(code) > len(self._open[-1][0])):
            self._open.pop()
        above = self._open[-1][1] if self._open else None
        self._open.append((code, item))
        return above

    def close(self) -> None:
        """Nothing that follows stands under what was open."""
        self._open.clear()
