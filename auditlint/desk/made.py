"""Sequences whose items are made when they are asked for: what a run over very many files is told in, a few bytes each."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Made(Sequence[T]):
    """A sequence that knows its length and how to make each item."""

    @abstractmethod
    def __len__(self) -> int:
        """How many items there are."""

    @abstractmethod
    def at(self, number: int) -> T:
        """The item of a number, which is none too large."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        numbers = range(len(self))[at]
        return self.at(numbers) if isinstance(numbers, int) else [self.at(number) for number in numbers]
