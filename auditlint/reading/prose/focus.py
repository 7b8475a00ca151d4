"""Whose is it: rules in the order in which they are asked, each with a name that can be told to people.

The first rule that knows decides.  A rule that only sees more clearly what is given hands it on (a new one of the same type), one that does not know
returns ``None``.
"""

from collections.abc import Callable
from typing import Generic, TypeVar, Union, cast

G = TypeVar("G")
A = TypeVar("A")
Rule = Callable[[G], Union[A, G, None]]


class Rules(Generic[G, A]):
    """Ordered, named rules from what is given (``G``) to an answer (``A``)."""

    def __init__(self, given: type[G]) -> None:
        self._given = given
        self._rules: list[tuple[str, Rule[G, A]]] = []

    def rule(self, name: str) -> Callable[[Rule[G, A]], Rule[G, A]]:
        """Add a rule behind those that are there."""

        def add(rule: Rule[G, A]) -> Rule[G, A]:
            self._rules.append((name, rule))
            return rule

        return add

    @property
    def names(self) -> list[str]:
        """The names of the rules in their order."""
        return [name for name, _ in self._rules]

    @property
    def examples(self) -> list[str]:
        """What each rule says it decides, with its example."""
        return [rule.__doc__ or "" for _, rule in self._rules]

    def ask(self, given: G) -> tuple[str, A]:
        """The name of the rule that decided, and its answer.  Raises ``LookupError`` where none decides: the last one always must."""
        for name, rule in self._rules:
            answer = rule(given)
            if answer is None:
                continue
            if not isinstance(answer, self._given):
                return name, cast(A, answer)
            given = answer
        raise LookupError("no rule decides")
