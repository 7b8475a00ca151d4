"""The register of rules: what a rule is, and the packs it comes from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .model.finding import SEVERITIES
from .named import NamedTuple
from .wording import say

#: What a rule looks at: one filing, the filings of one department, all filings of a run.
SCOPES = ("filing", "related", "run")
Audit = Callable[[Any], Iterable[Any]]


class Example(NamedTuple):
    """A passage of a filing.

    In a passage that must fail, the offending figure or word stands between ``⟦`` and ``⟧``; ``expected`` is what the
    finding says it should be ("" where it proposes nothing).
    """

    text: str
    expected: str = ""


class Rule:
    """A rule and everything there is to know of it; what is not given in English is told in Chinese."""

    __slots__ = (
        "code", "name", "severity", "title", "title_en", "message", "message_en", "formula", "source", "good", "bad",
        "audit", "scope", "_doc", "_english", "default",
    )  # fmt: skip

    def __init__(
        self, code: str, name: str, audit: Audit, *, severity: str, title: str, title_en: str, message: str,
        message_en: str, formula: str, source: str, good: tuple[Example, ...], bad: tuple[Example, ...],
        scope: str = "filing", doc: str = "", default: bool = True,
        why_en: str = "", formula_en: str = "", source_en: str = "",
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
        self._english = {"why": why_en, "formula": formula_en, "source": source_en}

    @property
    def explanation(self) -> str:
        """Why the rule matters and where it does not apply."""
        from inspect import cleandoc

        return cleandoc(self._doc or self.audit.__doc__ or "")

    def told(self, part: str, lang: str) -> str:
        """Its ``title``, ``message``, ``why``, ``formula`` or ``source`` in a language."""
        if lang == "en":
            english = {"title": self.title_en, "message": self.message_en, **self._english}[part]
            if english:
                return english
        return self.explanation if part == "why" else str(getattr(self, part))


class BadRule(ValueError):
    """A rule that cannot be taken in: ``phrase`` is a key of :mod:`auditlint.wording` that says what to write, ``values`` fill it."""

    def __init__(self, phrase: str, /, **values: object):
        self.phrase = phrase
        self.values = values
        super().__init__(self.message("zh"))

    def message(self, lang: str) -> str:
        """The message in a language; a value may be a function of the language."""
        return say(lang, self.phrase, **{name: value(lang) if callable(value) else value for name, value in self.values.items()})


class DuplicateRule(BadRule):
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

        Raises :class:`DuplicateRule` where the code is taken, and :class:`BadRule` where a code, a severity, a scope or an
        example is not what it must be.
        """
        _verify(rule)
        if rule.code in self._rules:
            raise DuplicateRule("rule-duplicate", code=rule.code, first=self._rules[rule.code].name, second=rule.name)
        self._rules[rule.code] = rule

    def get(self, code: str) -> Rule | None:
        """The rule with this code or this name."""
        found = self._rules.get(code.upper())
        return found or next((rule for rule in self._rules.values() if rule.name == code.lower()), None)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))

    def __len__(self) -> int:
        return len(self._rules)


def _verify(rule: Rule) -> None:
    code = rule.code
    if not (isinstance(code, str) and len(code) == 6 and code.isascii() and code[:3].isupper() and code[:3].isalpha() and code[3:].isdecimal()):
        raise BadRule("rule-code", name=rule.name, code=code)
    for key, value, known in (("severity", rule.severity, SEVERITIES), ("scope", rule.scope, SCOPES)):
        if value not in known:
            raise BadRule("rule-choice", name=rule.name, code=code, key=key, value=value, known=" / ".join(known))
    _verify_examples(rule, "good", rule.good)
    _verify_examples(rule, "bad", rule.bad)


def _verify_examples(rule: Rule, key: str, examples: object) -> None:
    marks = int(key == "bad")
    if not isinstance(examples, (tuple, list)) or not all(isinstance(example, Example) and isinstance(example.text, str) for example in examples):
        raise BadRule("rule-examples", name=rule.name, code=rule.code, key=key)
    for number, example in enumerate(examples, 1):
        text = example.text
        if not text.count("⟦") == text.count("⟧") == marks or text.find("⟦") > text.find("⟧"):
            raise BadRule(f"rule-marks-{key}", name=rule.name, code=rule.code, number=number)


def rule(code: str, name: str, **facts: Any) -> Callable[[Audit], Audit]:
    """Mark a function as a rule.

    ``facts`` are those of :class:`Rule`: severity, title, title_en, message, message_en, formula, formula_en, source, source_en, why_en (the
    English of its docstring), good and bad examples; ``scope="related"`` for a rule over the filings of a
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
