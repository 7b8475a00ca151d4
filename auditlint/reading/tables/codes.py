"""The tree that codes make when they are read from top to bottom: each stands under the last one that it begins with and is longer than.

The levels of accounts have two digits, those of units three: the unit 223002 is no part of the class 223 that holds 2230105.
"""

from typing import Generic, TypeVar

Item = TypeVar("Item")


class OpenCodes(Generic[Item]):
    """The codes that the next one may stand under, with what each is the code of."""

    def __init__(self) -> None:
        self._open: list[tuple[str, Item]] = []
        #: Of each code whether those right below it have an odd number of digits.
        self._below: dict[str, int] = {}

    @property
    def items(self) -> list[Item]:
        """What is open, from the widest to the narrowest."""
        return [item for _, item in self._open]

    def enter(self, code: str, item: Item) -> Item | None:
        """Open a code; gives what it stands under, ``None`` for a root."""
        while self._open and not self._is_under(code, *self._open[-1]):
            self._open.pop()
        above = self._open[-1][1] if self._open else None
        if self._open and self._open[-1][0] not in self._below:
            self._below[self._open[-1][0]] = len(code) % 2
        self._open.append((code, item))
        self._below.pop(code, None)
        return above

    def _is_under(self, code: str, above: str, _item: Item) -> bool:
        """Whether a code stands under an open one, and is of the same kind as those under it."""
        return code.startswith(above) and len(code) > len(above) and self._below.get(above, len(code) % 2) == len(code) % 2

    def close(self) -> None:
        """Nothing that follows stands under what was open."""
        self._open.clear()
