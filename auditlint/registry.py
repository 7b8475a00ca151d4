"""The register of rules: what a rule is, and the packs it comes from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

Audit = Callable[[Any], Iterable[Any]]


class Example(NamedTuple):
    """A passage of a filing.

    In a passage that must fail, the offending figure or word stands between ``⟦`` and ``⟧``; ``expected`` is what the
    finding says it should be ("" where it proposes nothing).
    """

    text: str
    expected: str = ""


class Rule:
    """A rule and everything there is to know of it."""

    __slots__ = (
        "code", "name", "severity", "title", "title_en", "message", "message_en", "formula", "source", "good", "bad",
        "audit", "scope", "_doc", "default",
    )  # fmt: skip

    def __init__(
        self, code: str, name: str, audit: Audit, *, severity: str, title: str, title_en: str, message: str,
        message_en: str, formula: str, source: str, good: tuple[Example, ...], bad: tuple[Example, ...],
        scope: str = "filing", doc: str = "", default: bool = True,
    ):  # fmt: skip
        self.code = code
        self.name = name
        self.audit = audit
        self.severity = severity
        self.title = title
        self.title_en = title_en
        self.message = message
        self.message_en = message_en
        self.formula = formula
        self.source = source
        self.good = good
        self.bad = bad
        self.scope = scope
        self.default = default
        self._doc = doc

    @property
    def explanation(self) -> str:
        """Why the rule matters and where it does not apply."""
        from inspect import cleandoc

        return cleandoc(self._doc or self.audit.__doc__ or "")


class DuplicateRule(ValueError):
    """Two rules claim one code."""


class Registry:
    """Rules by code.

    ``options`` is what the configuration says to the packs that register here: ``zero-base``, ``profile`` and the
    department's own ``identity`` entries.
    """

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self._rules: dict[str, Rule] = {}
        self.options = options or {}

    def add(self, rule: Rule) -> None:
        """Take in a rule.

        Raises :class:`DuplicateRule` where the code is taken.
        """
        if rule.code in self._rules:
            raise DuplicateRule(f"规则代码重复：{rule.code}（{self._rules[rule.code].name}、{rule.name}）")
        self._rules[rule.code] = rule

    def get(self, code: str) -> Rule | None:
        """The rule with this code or this name."""
        found = self._rules.get(code.upper())
        return found or next((rule for rule in self._rules.values() if rule.name == code.lower()), None)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def __len__(self) -> int:
        return len(self._rules)


def rule(code: str, name: str, **facts: Any) -> Callable[[Audit], Audit]:
    """Mark a function as a rule.

    ``facts`` are those of :class:`Rule`: severity, title, title_en, message, message_en, formula, source, good and bad
    examples; ``scope="related"`` for a rule over the filings of a
    department (its years, its units), ``scope="run"`` for one over all filings of a run; ``default=False`` for one that must be selected.
    A pack's ``register(registry)`` collects the marked functions.
    """

    def mark(audit: Audit) -> Audit:
        audit.rule = Rule(code, name, audit, **facts)  # type: ignore[attr-defined]
        return audit

    return mark


def collect(registry: Registry, *modules: Any) -> None:
    """Register every function of ``modules`` that is marked as a rule."""
    for module in modules:
        for thing in vars(module).values():
            found = getattr(thing, "rule", None)
            if isinstance(found, Rule) and found.audit.__module__ == module.__name__:
                registry.add(found)
